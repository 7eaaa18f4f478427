import '../../components/ui/tokens.css'
import '../../components/ui/base.css'
import './gallery.css'

/** The same sheet in light and dark beside each other; `?language=zh_CN` shows it in Chinese. */
const language = new URLSearchParams(location.search).get('language') ?? 'en'

function sheet(theme: string): HTMLIFrameElement {
  const frame = document.createElement('iframe')
  frame.src = `sheet.html?theme=${theme}&language=${language}`
  frame.title = theme
  frame.addEventListener('load', () => {
    const root = frame.contentDocument?.body
    if (!root) return
    // As tall as what it shows: both then scroll as one.
    new ResizeObserver(() => {
      frame.style.height = `${root.scrollHeight}px`
    }).observe(root)
  })
  return frame
}

function languageLink(name: string, code: string): HTMLAnchorElement {
  const link = document.createElement('a')
  link.href = `?language=${code}`
  link.textContent = name
  if (code === language) link.setAttribute('aria-current', 'page')
  return link
}

const head = document.createElement('header')
head.className = 'gallery-head'
head.append(languageLink('English', 'en'), languageLink('中文', 'zh_CN'))
const frames = document.createElement('main')
frames.className = 'gallery-frames'
frames.append(sheet('light'), sheet('dark'))
document.body.append(head, frames)
