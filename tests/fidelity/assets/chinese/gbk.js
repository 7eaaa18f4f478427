document.getElementById('js').textContent = '½Å±¾Ð´µÄ'
