const COLOURS = [
  'bg',
  'surface',
  'raised',
  'chosen',
  'sunken',
  'line',
  'line-strong',
  'text',
  'text-2',
  'text-3',
  'accent',
  'accent-soft',
  'danger',
  'danger-soft',
  'warn',
  'warn-soft',
  'good',
  'good-soft',
  'star',
]

const SIZES = ['f1', 'f2', 'f3', 'f4', 'f5']

/** The colours and text sizes that everything else is made of. */
export function Tokens() {
  return (
    <section class="gallery-story">
      <h2>tokens.css</h2>
      <div class="gallery-swatches">
        {COLOURS.map((name) => (
          <div key={name}>
            <div class="gallery-swatch" style={{ background: `var(--${name})` }} />
            {name}
          </div>
        ))}
      </div>
      {SIZES.map((size) => (
        <p key={size} style={{ fontSize: `var(--${size})` }}>
          {size} · Keep the web you read · 读过的网页 2026，完整留下
        </p>
      ))}
    </section>
  )
}
