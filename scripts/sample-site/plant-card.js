/** A card whose markup is in a closed shadow root: what simple page savers lose. */
class PlantCard extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: 'closed' })
    root.innerHTML = `
      <style>
        div { display: flex; gap: 16px; align-items: center; padding: 16px 20px; border-radius: 12px;
              background: #2f6145; color: #f4efdf; }
        img { width: 44px; height: 44px; }
        i { opacity: .8; }
      </style>
      <div><img src="img/leaf.svg" alt=""><span><b></b><br><i></i></span></div>`
    root.querySelector('b').textContent = this.getAttribute('name')
    root.querySelector('i').textContent = this.getAttribute('latin')
  }
}
customElements.define('plant-card', PlantCard)
