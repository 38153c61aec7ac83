package org.jenkinsci.plugins.workflow.steps;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.ListenableFuture;
import java.io.IOException;
import java.io.Serializable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class StepContext implements FutureCallback<Object>, Serializable {
    public StepContext() {
        throw new UnsupportedOperationException();
    }

    public abstract <T> T get(Class<T> arg0) throws IOException, InterruptedException;

    public abstract void onSuccess(Object arg0);

    public abstract ListenableFuture<Void> saveState();

    public abstract BodyInvoker newBodyInvoker() throws IllegalStateException;
}
