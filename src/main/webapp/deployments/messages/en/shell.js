/* The page around a component in the server. */
export default {
  "shell.name": "Deployment Gates",
  "shell.title": "{page} · Deployment Gates",
  "shell.skip": "Skip to content",
  "shell.navigation": "Pages",
  "shell.theme": "Theme",
  "shell.theme.system": "System",
  "shell.theme.light": "Light",
  "shell.theme.dark": "Dark",
  "shell.language": "Language",
  "shell.language.en": "English",
  "shell.language.de": "Deutsch",
  "shell.signIn": "Sign in",
  "shell.signOut": "Sign out",
  "shell.token": "Token",
  "shell.tokenHelp": "Whoever runs this server makes tokens: deployment-gates token create NAME --role ROLE",
};
