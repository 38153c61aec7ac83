package hudson.util;

import hudson.model.Run;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class RunList<R extends Run> extends AbstractList<R> {
    public RunList() {
        throw new UnsupportedOperationException();
    }

    public Iterator<R> iterator() {
        throw new UnsupportedOperationException();
    }

    @Deprecated
    public int size() {
        throw new UnsupportedOperationException();
    }

    @Deprecated
    public R get(int arg0) {
        throw new UnsupportedOperationException();
    }

    public List<R> subList(int arg0, int arg1) {
        throw new UnsupportedOperationException();
    }

    public int indexOf(Object arg0) {
        throw new UnsupportedOperationException();
    }

    public int lastIndexOf(Object arg0) {
        throw new UnsupportedOperationException();
    }

    public boolean isEmpty() {
        throw new UnsupportedOperationException();
    }
}
