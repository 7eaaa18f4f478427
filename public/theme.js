// Runs before anything is drawn: a chosen theme is in the database, which answers only after the first paint.
const theme = localStorage.getItem('theme')
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
