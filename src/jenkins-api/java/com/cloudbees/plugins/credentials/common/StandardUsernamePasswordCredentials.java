package com.cloudbees.plugins.credentials.common;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface StandardUsernamePasswordCredentials extends StandardUsernameCredentials, PasswordCredentials {}
