package sample;

import hudson.Extension;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.InvisibleAction;
import hudson.model.RootAction;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One of everything that an annotation processor of Jenkins writes a file for. */
@ExportedBean
public class Sample {
    @DataBoundConstructor
    public Sample(String first, int second, List<String> third) {}

    /**
     * What it says: "täglich" = often.
     *
     * @return text
     */
    @Exported
    public String getText() {
        return "";
    }

    @Exported
    public int undocumented;

    /** The number. */
    @Exported(visibility = 2)
    public int number;

    public String doCheckText(@QueryParameter String value, String other) {
        return value + other;
    }

    @Initializer(after = InitMilestone.JOB_LOADED)
    public static void start() {}

    /** Inherits the bean. */
    public static class Child extends Sample {
        @DataBoundConstructor
        public Child() {
            super("", 0, List.of());
        }

        @Symbol({"child", "kid"})
        @Extension(ordinal = 3.5, optional = true)
        public static class DescriptorImpl extends InvisibleAction implements RootAction {
            @Override
            public String getUrlName() {
                return null;
            }

            public void doFill(@QueryParameter("a") String one, @QueryParameter String two) {}
        }
    }

    @Extension
    public static final InvisibleAction FIELD = new InvisibleAction() {};

    @Extension
    public static InvisibleAction method() {
        return FIELD;
    }
}
