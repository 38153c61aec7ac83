package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import java.util.Map;
import jenkins.model.Jenkins;

/** A gate's settings. Each kind has a form of its own, with the gate's name as its symbol. */
public abstract class GateForm extends FormPart<GateForm> {
    /** Where gates stand, for {@link FieldCheck}. */
    static final String PATH = "environments.environment.gates[1].";

    /** The gate's name in the configuration's text. */
    final String kind() {
        return ((Kind) getDescriptor()).kind();
    }

    /** The form of a gate of this name. */
    static GateForm of(String kind, Map<String, Object> settings) {
        for (Kind one : ExtensionList.lookup(Kind.class)) {
            if (one.kind().equals(kind)) {
                GateForm form = one.make();
                form.fill(settings);
                return form;
            }
        }
        throw new IllegalStateException("the gate " + kind + " has no form");
    }

    /** A kind of gate. */
    public abstract static class Kind extends Descriptor<GateForm> {
        private final String kind;

        Kind(Class<? extends GateForm> form, String kind) {
            super(form);
            this.kind = kind;
        }

        /** The gate's name in the configuration's text. */
        public final String kind() {
            return kind;
        }

        /** A form with the defaults. */
        abstract GateForm make();

        /** Where a setting stands, for {@link FieldCheck}. */
        final String path(String setting) {
            return PATH + kind + "." + setting;
        }
    }

    @Override
    public Kind getDescriptor() {
        return (Kind) Jenkins.get().getDescriptorOrDie(getClass());
    }
}
