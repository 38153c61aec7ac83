package io.jenkins.plugins.deploymentgates.git;

import java.io.IOException;
import org.eclipse.jgit.lib.Repository;

/**
 * Where the objects of one repository are read and where new ones are written. Not thread-safe. Closing it removes what
 * was temporary.
 */
interface Workspace extends AutoCloseable {

    /** Has the objects; never written to. */
    Repository objects() throws IOException;

    /** Has the same objects and takes new ones; made when first asked for. From then on {@link #objects} sees them too. */
    Repository forNewObjects() throws IOException;

    /** The refs of the repository itself: live, or as of the last {@link #refresh}, whichever is cheap. */
    Refs refs() throws IOException;

    /** The refs as they are now. */
    Refs refresh() throws IOException;

    /**
     * Brings the commits of all branches and tags.
     *
     * @return whether objects may be there now that were not before
     */
    boolean fetch() throws IOException;

    @Override
    void close() throws IOException;
}
