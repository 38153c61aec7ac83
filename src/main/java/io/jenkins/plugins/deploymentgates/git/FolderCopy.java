package io.jenkins.plugins.deploymentgates.git;

import io.jenkins.plugins.deploymentgates.model.FolderSet;

/**
 * What is copied from a source repository into a target, and how the commit presents itself.
 *
 * @param folders replace those of the same names in the target
 * @param allowRemoval whether a folder that is not in the source is removed from the target; else it is refused
 * @param notes the commit's message
 * @param author whom the target's history names as the author
 * @param committer who made the commit
 */
public record FolderCopy(
        FolderSet folders, boolean allowRemoval, ReleaseNotes notes, Signature author, Signature committer) {}
