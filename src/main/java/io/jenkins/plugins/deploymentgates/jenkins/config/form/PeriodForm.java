package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import java.time.ZoneId;
import java.util.TreeSet;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A gate that is about a period. */
public abstract class PeriodForm extends GateForm {
    public final String getStart() {
        return text("start");
    }

    @DataBoundSetter
    public final void setStart(String start) {
        put("start", start);
    }

    public final String getEnd() {
        return text("end");
    }

    @DataBoundSetter
    public final void setEnd(String end) {
        put("end", end);
    }

    public final String getTimezone() {
        return text("timezone");
    }

    @DataBoundSetter
    public final void setTimezone(String timezone) {
        put("timezone", timezone);
    }

    /** Checks the two ends, which must be of one kind and in order. */
    public abstract static class PeriodKind extends Kind {
        PeriodKind(Class<? extends PeriodForm> form, String kind) {
            super(form, kind);
        }

        @POST
        public FormValidation doCheckStart(@QueryParameter String value, @QueryParameter String timezone) {
            GateForm gate = gate(value, timezone);
            // Without an end every start has its say; that a recurring one needs an end is told there.
            gate.put("end", value != null && value.strip().contains(" ") ? value : "");
            return FieldCheck.gate(gate, "start", false);
        }

        @POST
        public FormValidation doCheckEnd(
                @QueryParameter String value, @QueryParameter String start, @QueryParameter String timezone) {
            GateForm gate = gate(start, timezone);
            gate.put("end", value);
            return FieldCheck.gate(gate, "end", true);
        }

        private GateForm gate(@CheckForNull String start, @CheckForNull String timezone) {
            GateForm gate = make();
            gate.put("start", start);
            gate.put("timezone", timezone);
            return gate;
        }

        @POST
        public FormValidation doCheckTimezone(@QueryParameter String value) {
            return FieldCheck.text(path("timezone"), value);
        }

        /** The time zones with a name of a place. */
        @POST
        public ComboBoxModel doFillTimezoneItems() {
            ComboBoxModel zones = new ComboBoxModel("UTC");
            new TreeSet<>(ZoneId.getAvailableZoneIds())
                    .stream()
                            .filter(zone ->
                                    zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/"))
                            .forEach(zones::add);
            return zones;
        }
    }
}
