/* Before anything is drawn: the theme that the person chose, so that nobody is blinded by a white page first. */
try {
  const theme = localStorage.getItem("deployment-gates.theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // Storage may be forbidden; then the system's theme it is.
}
