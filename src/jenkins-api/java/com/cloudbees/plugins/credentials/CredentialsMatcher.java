package com.cloudbees.plugins.credentials;

import java.io.Serializable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface CredentialsMatcher extends Serializable {}
