package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Shape.Fields;
import io.jenkins.plugins.deploymentgates.config.Shape.Items;
import io.jenkins.plugins.deploymentgates.config.Shape.Key;
import io.jenkins.plugins.deploymentgates.config.Shape.Text;
import java.util.List;

/** Shapes as the tables of what can be configured are written with them. */
final class Shapes {
    /** A text of any length. */
    static final Text PROSE = new Text(TextFormat.prose());

    /** Names of users and groups. */
    static final Items PEOPLE = list(new Text(TextFormat.name("user or group")), "[release-managers]");

    private Shapes() {}

    /** A list of different values, or of none. */
    static Items list(Shape item, String example) {
        return new Items(item, example, false, true);
    }

    /** A list of different values, one at least. */
    static Items someOf(Shape item, String example) {
        return new Items(item, example, false, false);
    }

    /** A key that may be left out. */
    static Key key(String name, Shape shape, @CheckForNull Object defaultValue, String description) {
        return new Key(name, shape, false, defaultValue, description);
    }

    /** A key that must be there. */
    static Key required(String name, Shape shape, String description) {
        return new Key(name, shape, true, null, description);
    }

    /** A mapping with these keys. */
    static Fields fields(Key... keys) {
        return new Fields(List.of(keys), false, List.of(), null);
    }

    /** The same; nothing written for it means all defaults. */
    static Fields blankable(Key... keys) {
        return new Fields(List.of(keys), true, List.of(), null);
    }
}
