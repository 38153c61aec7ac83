package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletResponse;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface StaplerResponse2 extends HttpServletResponse {}
