document.getElementById('js').textContent = '¸}¥»¼gªº'
