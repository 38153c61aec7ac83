package io.jenkins.plugins.deploymentgates.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.DeployDbWebhook;
import io.jenkins.plugins.deploymentgates.ledger.FlowBodies;
import io.jenkins.plugins.deploymentgates.ledger.FlowBodies.ArtifactBody;
import io.jenkins.plugins.deploymentgates.ledger.FlowBodies.CheckBody;
import io.jenkins.plugins.deploymentgates.ledger.FlowBodies.DeploymentBody;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.util.List;
import java.util.Optional;

/**
 * An entry of {@code deploydbWebhooks}: what DeployDB told its receivers, as it told it. Only deployments of flows are of
 * an artifact, without which a receiver could do nothing with them.
 */
final class DeployDbSubscription implements Subscription {
    private final DeployDbWebhook webhook;

    DeployDbSubscription(DeployDbWebhook webhook) {
        this.webhook = webhook;
    }

    /**
     * The deployment without its checks.
     *
     * @param promotionResult the check that has just reported; left out where there is none
     */
    private record Body(
            long id,
            ArtifactBody artifact,
            String environment,
            String service,
            DeploymentStatus status,
            long createdAt,
            @CheckForNull @JsonInclude(JsonInclude.Include.NON_NULL) CheckBody promotionResult) {
        static Body of(DeploymentBody body, DeploymentStatus status, @CheckForNull CheckBody check) {
            return new Body(
                    body.id(), body.artifact(), body.environment(), body.service(), status, body.createdAt(), check);
        }
    }

    @Override
    public boolean wants(LedgerEvent entry) {
        Event event = entry.event();
        String environment = webhook.environment();
        return (environment == null || environment.equals(event.environment())) && webhook.event() == kind(event);
    }

    @CheckForNull
    private static DeployDbWebhook.Event kind(Event event) {
        if (event instanceof Event.DeploymentCreated) {
            return DeployDbWebhook.Event.DEPLOYMENT_CREATED;
        }
        if (event instanceof Event.VerificationRecorded) {
            return DeployDbWebhook.Event.PROMOTION_COMPLETED;
        }
        if (event instanceof Event.DeploymentMoved moved) {
            return switch (moved.to()) {
                case STARTED -> DeployDbWebhook.Event.DEPLOYMENT_STARTED;
                case COMPLETED -> DeployDbWebhook.Event.DEPLOYMENT_COMPLETED;
                case VERIFIED -> DeployDbWebhook.Event.DEPLOYMENT_VERIFIED;
                case NOT_STARTED, CREATED, FAILED -> null;
            };
        }
        return null;
    }

    @Override
    public Optional<Message> message(LedgerEvent entry, LedgerView view) {
        FlowBodies bodies = new FlowBodies(view);
        Event event = entry.event();
        Optional<Body> body = Optional.empty();
        if (event instanceof Event.DeploymentCreated created) {
            body = bodies.deployment(created.id()).map(one -> Body.of(one, DeploymentStatus.CREATED, null));
        } else if (event instanceof Event.DeploymentMoved moved) {
            body = bodies.deployment(moved.deployment()).map(one -> Body.of(one, moved.to(), null));
        } else if (event instanceof Event.VerificationRecorded recorded) {
            // VERIFIED whatever the result is, as DeployDB has it.
            body = view.verifications(recorded.deployment()).stream()
                    .filter(one -> one.id() == recorded.id())
                    .findFirst()
                    .flatMap(bodies::check)
                    .flatMap(check -> bodies.deployment(recorded.deployment())
                            .map(one -> Body.of(one, DeploymentStatus.VERIFIED, check)));
        }
        return body.map(one -> new Message(contentType(), EventJson.bytes(one), ""));
    }

    /** Such as {@code application/vnd.deploydb.deploymentcreated.v1+json}. */
    private String contentType() {
        return "application/vnd.deploydb." + webhook.event().word().replace(".", "") + ".v1+json";
    }

    @Override
    public WebhookStatus.Wish wish() {
        String environment = webhook.environment();
        return new WebhookStatus.Wish(
                List.of(webhook.event().word()),
                List.of(),
                environment == null ? List.of() : List.of(environment),
                List.of(),
                false);
    }
}
