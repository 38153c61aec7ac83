package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletRequest;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface StaplerRequest2 extends HttpServletRequest {}
