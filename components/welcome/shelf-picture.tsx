import './shelf-picture.css'

/** A drawn shelf of kept pages, the topmost just being photographed. */
export function ShelfPicture() {
  return (
    <svg class="shelf-picture" viewBox="0 0 320 240" aria-hidden="true">
      <g class="shelf-picture-back">
        <rect x="96" y="24" width="190" height="138" rx="12" />
        <path d="M96 46h190" />
      </g>
      <g class="shelf-picture-middle">
        <rect x="66" y="46" width="190" height="138" rx="12" />
        <path d="M66 68h190" />
      </g>
      <g class="shelf-picture-front">
        <rect x="36" y="68" width="190" height="142" rx="12" />
        <path d="M36 92h190" />
        <circle cx="50" cy="80" r="3" />
        <circle cx="61" cy="80" r="3" />
        <circle cx="72" cy="80" r="3" />
      </g>
      <rect class="shelf-picture-image" x="52" y="106" width="70" height="50" rx="6" />
      <circle class="shelf-picture-sun" cx="72" cy="123" r="7" />
      <path
        class="shelf-picture-hill"
        d="M52 150l22-18 16 12 12-9 20 15v0a6 6 0 0 1-6 6H58a6 6 0 0 1-6-6z"
      />
      <path
        class="shelf-picture-text"
        d="M136 112h72M136 126h60M136 140h72M136 154h40M52 174h156M52 190h118"
      />
      <path class="shelf-picture-mark" d="M196 60h28v54l-14-11-14 11z" />
      <g class="shelf-picture-tags">
        <rect class="shelf-picture-tag1" x="238" y="196" width="54" height="20" rx="10" />
        <rect class="shelf-picture-tag2" x="244" y="170" width="40" height="20" rx="10" />
      </g>
    </svg>
  )
}
