/** A package that has built pages in it, as it is published. */
export interface SitePackage {
  /** name@version */
  package: string
  /** Paths of pages in it. */
  pages: string[]
}

/** Pages made by others and for other ends. Nothing of them is part of this project. */
export const SITES: SitePackage[] = [
  {
    package: 'admin-lte@3.2.0',
    pages: [
      'starter.html',
      'index3.html',
      'pages/gallery.html',
      'pages/widgets.html',
      'pages/tables/simple.html',
      'pages/UI/general.html',
    ],
  },
  {
    package: 'startbootstrap-sb-admin-2@4.1.4',
    pages: ['index.html', 'buttons.html', 'cards.html', 'tables.html', 'login.html', '404.html'],
  },
  { package: 'startbootstrap-agency@7.0.12', pages: ['dist/index.html'] },
  { package: 'startbootstrap-freelancer@7.0.7', pages: ['dist/index.html'] },
  { package: 'startbootstrap-grayscale@7.0.6', pages: ['dist/index.html'] },
  { package: 'startbootstrap-creative@7.0.6', pages: ['dist/index.html'] },
  { package: 'startbootstrap-resume@7.0.6', pages: ['dist/index.html'] },
  { package: 'startbootstrap-clean-blog@6.0.9', pages: ['dist/index.html', 'dist/post.html'] },
  {
    package: 'spectre.css@0.5.9',
    pages: [
      'docs/elements/forms.html',
      'docs/elements/typography.html',
      'docs/components/menu.html',
      'docs/components/steps.html',
    ],
  },
  {
    package: 'uikit@3.21.6',
    pages: [
      'tests/text.html',
      'tests/grid-parallax.html',
      'tests/overlay.html',
      'tests/slider.html',
    ],
  },
  {
    package: 'semantic-ui@2.5.0',
    pages: ['examples/components/menu.html', 'examples/components/card.html'],
  },
  {
    package: 'jsoneditor@10.1.0',
    pages: ['examples/06_custom_styling.html', 'examples/09_readonly_text_mode.html'],
  },
  {
    package: 'owl.carousel@2.3.4',
    pages: ['docs/demos/demos.html', 'docs/demos/responsive.html', 'docs/demos/rtl.html'],
  },
  { package: 'slick-carousel@1.8.1', pages: ['index.html'] },
  { package: 'reveal.js@5.1.0', pages: ['index.html', 'demo.html'] },
  { package: 'jquery-ui-dist@1.13.3', pages: ['index.html'] },
  { package: 'lightbox2@2.11.4', pages: ['examples/index.html'] },
  { package: 'swagger-ui-dist@5.17.14', pages: ['index.html'] },
  { package: 'codemirror@5.65.16', pages: ['mode/rpm/changes/index.html'] },
]
