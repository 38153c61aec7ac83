/* Die Seite um eine Komponente im Server. */
export default {
  "shell.name": "Deployment Gates",
  "shell.title": "{page} · Deployment Gates",
  "shell.skip": "Zum Inhalt",
  "shell.navigation": "Seiten",
  "shell.theme": "Darstellung",
  "shell.theme.system": "System",
  "shell.theme.light": "Hell",
  "shell.theme.dark": "Dunkel",
  "shell.language": "Sprache",
  "shell.language.en": "English",
  "shell.language.de": "Deutsch",
  "shell.signIn": "Anmelden",
  "shell.signOut": "Abmelden",
  "shell.token": "Token",
  "shell.tokenHelp": "Token macht, wer diesen Server betreibt: deployment-gates token create NAME --role ROLLE",
};
