// Runs before anything is drawn, so that a window that opens in the dark theme does not flash white: the ground that app/appearance.ts keeps from then on.
const kept = localStorage.getItem('hamrong:appearance');
const isDark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
if (!matchMedia('(forced-colors: active)').matches) {
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  document.documentElement.style.background = isDark ? '#17191D' : '#F2F4F7';
}
