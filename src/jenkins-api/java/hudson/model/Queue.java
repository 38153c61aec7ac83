package hudson.model;

import hudson.model.queue.WorkUnitContext;
import java.util.Calendar;
import java.util.List;
import jenkins.model.queue.QueueItem;
import org.kohsuke.stapler.export.ExportedBean;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
@ExportedBean
public class Queue {
    public Queue(LoadBalancer arg0) {
        throw new UnsupportedOperationException();
    }

    public List<Queue.Item> getItems(Queue.Task arg0) {
        throw new UnsupportedOperationException();
    }

    public static Queue getInstance() {
        throw new UnsupportedOperationException();
    }

    public static final class BuildableItem extends Queue.Item {
        public BuildableItem(Queue.WaitingItem arg0) {
            super((Queue.Item) null);
            throw new UnsupportedOperationException();
        }
    }

    public interface Executable extends Runnable {}

    @ExportedBean(defaultVisibility = 999)
    public abstract static class Item extends Actionable implements QueueItem {
        public final Queue.Task task = null;

        protected Item(Queue.Item arg0) {
            throw new UnsupportedOperationException();
        }
    }

    public static final class LeftItem extends Queue.Item {
        public LeftItem(WorkUnitContext arg0) {
            super((Queue.Item) null);
            throw new UnsupportedOperationException();
        }

        public boolean isCancelled() {
            throw new UnsupportedOperationException();
        }
    }

    public interface QueueAction extends Action {
        boolean shouldSchedule(List<Action> arg0);
    }

    public interface Task extends ModelObject {}

    public static final class WaitingItem extends Queue.Item implements Comparable<Queue.WaitingItem> {
        public WaitingItem(Calendar arg0, Queue.Task arg1, List<Action> arg2) {
            super((Queue.Item) null);
            throw new UnsupportedOperationException();
        }

        public int compareTo(Queue.WaitingItem arg0) {
            throw new UnsupportedOperationException();
        }
    }
}
