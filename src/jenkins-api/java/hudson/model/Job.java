package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.ACL;
import hudson.util.RunList;
import java.io.File;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem
        implements ExtensionPoint {
    protected Job(ItemGroup arg0, String arg1) {
        super((ItemGroup) null, (String) null);
        throw new UnsupportedOperationException();
    }

    public <T extends JobProperty> T getProperty(Class<T> arg0) {
        throw new UnsupportedOperationException();
    }

    public abstract boolean isBuildable();

    public RunList<RunT> getBuilds() {
        throw new UnsupportedOperationException();
    }

    public RunT getBuildByNumber(int arg0) {
        throw new UnsupportedOperationException();
    }

    public File getBuildDir() {
        throw new UnsupportedOperationException();
    }

    public ACL getACL() {
        throw new UnsupportedOperationException();
    }
}
