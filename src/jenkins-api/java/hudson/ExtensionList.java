package hudson;

import java.util.AbstractList;
import java.util.Collection;
import java.util.Iterator;
import jenkins.model.Jenkins;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class ExtensionList<T> extends AbstractList<T> {
    protected ExtensionList(Jenkins arg0, Class<T> arg1) {
        throw new UnsupportedOperationException();
    }

    public Iterator<T> iterator() {
        throw new UnsupportedOperationException();
    }

    public T get(int arg0) {
        throw new UnsupportedOperationException();
    }

    public int size() {
        throw new UnsupportedOperationException();
    }

    public boolean remove(Object arg0) {
        throw new UnsupportedOperationException();
    }

    public boolean removeAll(Collection<?> arg0) {
        throw new UnsupportedOperationException();
    }

    public final T remove(int arg0) {
        throw new UnsupportedOperationException();
    }

    @Deprecated
    public boolean add(T arg0) {
        throw new UnsupportedOperationException();
    }

    public void add(int arg0, T arg1) {
        throw new UnsupportedOperationException();
    }

    public static <T> ExtensionList<T> lookup(Class<T> arg0) {
        throw new UnsupportedOperationException();
    }

    public static <U> U lookupSingleton(Class<U> arg0) {
        throw new UnsupportedOperationException();
    }
}
