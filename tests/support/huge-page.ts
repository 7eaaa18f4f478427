/** Body of a page of a million text nodes: the page script is busy with it for a second or more. */
export const HUGE_PAGE = `<div id="all"></div><script>
const all = document.getElementById('all')
for (let i = 0; i < 1000; i++) {
  const block = document.createElement('div')
  for (let j = 0; j < 1000; j++) block.append(document.createTextNode('字' + i + ' '))
  all.append(block)
}
all.lastChild.append('最后的词')
</script>`
