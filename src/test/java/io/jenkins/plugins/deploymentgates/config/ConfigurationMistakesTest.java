package io.jenkins.plugins.deploymentgates.config;

import org.junit.Test;

/** Keys, types, names and values. */
public class ConfigurationMistakesTest {
    @Test
    public void shouldNameUnknownTopLevelKeysAndTheValidOnes() {
        Mistakes.in("""
                applicatons: {}
                hooks: []
                """)
                .are(
                        "test.yaml:1:1: unknown key 'applicatons'; did you mean 'applications'? Valid keys are applications, pipelines, environments, verifications, webhooks, deploydbWebhooks, groups, permissions",
                        "test.yaml:2:1: unknown key 'hooks'; valid keys are applications, pipelines, environments, verifications, webhooks, deploydbWebhooks, groups, permissions");
    }

    @Test
    public void shouldNameUnknownKeysOfAnApplication() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    artefacts: []
                    pipeline: {dev: {afer: []}}
                """)
                .are(
                        "test.yaml:3:5: applications.shop: unknown key 'artefacts'; did you mean 'artifacts'? Valid keys are description, folder, artifacts, combination, git, tickets, verifications, pipeline, pipelines",
                        "test.yaml:4:22: applications.shop.pipeline.dev: unknown key 'afer'; did you mean 'after'? Valid keys are after, verifications");
    }

    @Test
    public void shouldNameUnknownKeysOfAnEnvironment() {
        Mistakes.in(
                        """
                environments:
                  prod: {teir: production, 'on failure': x}
                """)
                .are(
                        "test.yaml:2:10: environments.prod: unknown key 'teir'; did you mean 'tier'? Valid keys are description, tier, branch, gates, onFailure, recordedBy",
                        "test.yaml:2:28: environments.prod: unknown key 'on failure'; did you mean 'onFailure'? Valid keys are description, tier, branch, gates, onFailure, recordedBy");
    }

    @Test
    public void shouldNameMissingKeys() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git: {}
                webhooks:
                  - {on: []}
                """)
                .are(
                        "test.yaml:2:3: applications.shop: the key 'pipeline' is missing: its environments, such as dev: {} and qa: {after: [dev]}",
                        "test.yaml:3:5: applications.shop.git: the key 'repository' is missing: URL or path of the Git repository",
                        "test.yaml:5:5: webhooks[1]: the key 'url' is missing: where events are sent, http or https");
    }

    @Test
    public void shouldRefuseWrongTypes() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    description: 2026
                    artifacts: com.acme:shop
                    git: main
                    pipeline: [dev]
                  cart:
                    pipeline: {dev: {after: dev}}
                environments: []
                webhooks: {}
                """)
                .are(
                        "test.yaml:3:18: applications.shop.description: must be a text, but is the number 2026; if that is meant, write it in quotes",
                        "test.yaml:4:16: applications.shop.artifacts: must be a list, such as [com.acme:shop-api], but is the text 'com.acme:shop'",
                        "test.yaml:5:10: applications.shop.git: must be a mapping with the keys repository, credentials, environmentPaths, mechanic, sourceBranch, folders, releaseFile, deploymentFiles, forge, but is the text 'main'",
                        "test.yaml:6:15: applications.shop.pipeline: must be a mapping from names, such as dev: {}, but is a list",
                        "test.yaml:8:29: applications.cart.pipeline.dev.after: must be a list, such as [dev], but is the text 'dev'",
                        "test.yaml:9:15: environments: must be a mapping from names, such as prod: {tier: production}, but is a list",
                        "test.yaml:10:11: webhooks: must be a list, such as [{url: \"https://…\"}], but is a mapping");
    }

    @Test
    public void shouldRefuseARootThatIsNoMapping() {
        Mistakes.in("- shop\n")
                .are(
                        "test.yaml:1:1: must be a mapping with the keys applications, pipelines, environments, verifications, webhooks, deploydbWebhooks, groups, permissions, but is a list");
    }

    @Test
    public void shouldRefuseDuplicateKeysAndNames() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    pipeline: {dev: {}, dev: {}}
                    verifications: [smoke, smoke]
                  shop: {pipeline: {dev: {}}}
                """)
                .are(
                        "test.yaml:3:25: applications.shop.pipeline: the key 'dev' is there twice; the first is at test.yaml:3:16",
                        "test.yaml:4:28: applications.shop.verifications: 'smoke' is there twice; remove one",
                        "test.yaml:5:3: applications: the key 'shop' is there twice; the first is at test.yaml:2:3");
    }

    @Test
    public void shouldNameTheValidMechanics() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git: {repository: shop.git, mechanic: merge}
                    pipeline: {dev: {}}
                """)
                .are(
                        "test.yaml:3:43: applications.shop.git.mechanic: 'merge' is not valid; valid are fast-forward, release-file, folders, deployment-files, none");
    }

    @Test
    public void shouldNameTheValidChoices() {
        Mistakes.in(
                        """
                applications: {shop: {combination: per-artefact, pipeline: {dev: {}}}}
                environments: {dev: {onFailure: }}
                """)
                .are(
                        "test.yaml:1:36: applications.shop.combination: 'per-artefact' is not valid; did you mean 'per-artifact'? Valid are exact, per-artifact",
                        "test.yaml:2:32: environments.dev.onFailure: nothing is not valid; valid are redeploy-last-good, notify, record");
    }

    @Test
    public void shouldRefuseInvalidNames() {
        Mistakes.in(
                        """
                applications:
                  "a\\tb": {pipeline: {'a/b': {}, '..': {}, ' c': {}, '': {}}}
                groups: {g: ['a\\b']}
                environments: {prod: {tier: a/b}}
                """)
                .are(
                        "test.yaml:2:3: applications: the name of the application 'aU+0009b' has a control character (U+0009) at position 2; use letters, digits, '.', '-' and '_'",
                        "test.yaml:2:23: applications.aU+0009b.pipeline: the name of the environment 'a/b' has a path separator '/' at position 2; use letters, digits, '.', '-' and '_'",
                        "test.yaml:2:34: applications.aU+0009b.pipeline: the name of the environment '..' means a folder; choose another name",
                        "test.yaml:2:44: applications.aU+0009b.pipeline: the name of the environment ' c' begins or ends with white space; remove it",
                        "test.yaml:2:54: applications.aU+0009b.pipeline: the name of the environment is empty; give it at least one character",
                        "test.yaml:3:14: groups.g[1]: the name of the user 'a\\b' has a path separator '\\' at position 2; use letters, digits, '.', '-' and '_'",
                        "test.yaml:4:29: environments.prod.tier: the name of the tier 'a/b' has a path separator '/' at position 2; use letters, digits, '.', '-' and '_'");
    }

    @Test
    public void shouldRefuseInvalidArtifacts() {
        Mistakes.in("applications: {shop: {artifacts: [shop, 'com.acme:', 'a:b/c'], pipeline: {dev: {}}}}\n")
                .are(
                        "test.yaml:1:35: applications.shop.artifacts[1]: artifact 'shop' is not of the form group:name, such as com.acme:shop-api",
                        "test.yaml:1:41: applications.shop.artifacts[2]: artifact 'com.acme:' is not of the form group:name, such as com.acme:shop-api",
                        "test.yaml:1:54: applications.shop.artifacts[3]: the name of the artifact name 'b/c' has a path separator '/' at position 2; use letters, digits, '.', '-' and '_'");
    }

    @Test
    public void shouldRefuseInvalidEnvironmentPaths() {
        Mistakes.in(
                        "applications: {shop: {git: {repository: x, environmentPaths: [/abs, 'a/../b', 'v/{env}/**', 'a{b']}, pipeline: {dev: {}}}}\n")
                .are(
                        "test.yaml:1:63: applications.shop.git.environmentPaths[1]: '/abs' is no path inside the repository; write it with '/', without one at the start and without '..'",
                        "test.yaml:1:69: applications.shop.git.environmentPaths[2]: 'a/../b' is no path inside the repository; write it with '/', without one at the start and without '..'",
                        "test.yaml:1:79: applications.shop.git.environmentPaths[3]: 'v/{env}/**' has '{env}'; the only placeholder is {environment}",
                        "test.yaml:1:93: applications.shop.git.environmentPaths[4]: 'a{b' has '{'; the only placeholder is {environment}");
    }

    @Test
    public void shouldRefuseInvalidWebhooks() {
        Mistakes.in(
                        """
                webhooks:
                  - {url: ftp://x}
                  - {url: 'http://', on: [deployment.fail]}
                """)
                .are(
                        "test.yaml:2:11: webhooks[1].url: 'ftp://x' is no http or https URL; valid is for example https://hooks.example.com/x",
                        "test.yaml:3:11: webhooks[2].url: 'http://' is no http or https URL; valid is for example https://hooks.example.com/x",
                        "test.yaml:3:27: webhooks[2].on[1]: 'deployment.fail' is not valid; did you mean 'deployment.failed'? Valid are approval.*, approval.given, approval.refused, artifact.*, artifact.recorded, build.*, build.approved, build.deleted, build.promoted, build.recorded, build.verified, configuration.*, configuration.used, deployment.*, deployment.completed, deployment.created, deployment.failed, deployment.not_started, deployment.started, deployment.verified, environment.*, environment.aligned, environment.drifted, evidence.*, evidence.voided, failure.*, failure.left, failure.notified, failure.recorded, failure.redeploying, flow.*, flow.created, hold.*, hold.placed, hold.released, hotfix.*, hotfix.finished, hotfix.resumed, hotfix.started, job.*, job.deleted, job.moved, line.*, line.left, line.rejoined, promotion.*, promotion.cancelled, promotion.executing, promotion.failed, promotion.overridden, promotion.promoted, promotion.refused, promotion.requested, promotion.waiting, pullrequest.*, pullrequest.closed, pullrequest.merged, pullrequest.opened, push.*, push.abandoned, push.done, push.intended, push.overtaken, push.rejected, release.*, release.recorded, verification.*, verification.failed, verification.passed");
    }

    @Test
    public void shouldRefuseWebhooksWithCredentialsOrForWhatIsNotThere() {
        Mistakes.in(
                        """
                applications: {shop: {pipeline: {qa: {}, prod: {after: [qa]}}}}
                environments: {prod: {tier: production}}
                webhooks:
                  - {url: 'https://ann:secret@hooks.example.com/x'}
                  - url: https://hooks.example.com/y
                    applications: [shop, shap]
                    environments: ["prod*", "none-*", staging]
                    tiers: [production, test, staging]
                """)
                .are(
                        "test.yaml:4:11: webhooks[1].url: the URL of hooks.example.com has a user name or password, which everybody who sees the configuration would read; leave it out",
                        "test.yaml:6:26: webhooks[2].applications[2]: there is no application 'shap'; did you mean 'shop'? Valid are shop",
                        "test.yaml:7:39: webhooks[2].environments[3]: there is no environment 'staging'; valid are prod, qa",
                        "test.yaml:8:31: webhooks[2].tiers[3]: there is no environment of the tier 'staging'; valid are production, test");
    }

    @Test
    public void shouldRefuseInvalidPermissions() {
        Mistakes.in("permissions: {approves: [ann], hold: ann}\n")
                .are(
                        "test.yaml:1:15: permissions: unknown key 'approves'; did you mean 'approve'? Valid keys are record, promote, approve, override, hold",
                        "test.yaml:1:38: permissions.hold: must be a list, such as [release-managers], but is the text 'ann'");
    }

    @Test
    public void shouldRefuseFoldersThatAreNone() {
        Mistakes.in(
                        "applications: {shop: {folder: /retail, pipeline: {qa: {}}}, cart: {folder: a/../b, pipeline: {qa: {}}}}\n")
                .are(
                        "test.yaml:1:31: applications.shop.folder: the name of the folder is empty; give it at least one character",
                        "test.yaml:1:76: applications.cart.folder: the name of the folder '..' means a folder; choose another name");
    }

    @Test
    public void shouldRefuseControlCharactersInTexts() {
        Mistakes.in("environments: {prod: {description: \"a\\u0007b\", recordedBy: ['']}}\n")
                .are(
                        "test.yaml:1:36: environments.prod.description: 'aU+0007b' has a control character at position 2; remove it",
                        "test.yaml:1:61: environments.prod.recordedBy[1]: is empty; it must be a pattern of Jenkins jobs");
    }

    @Test
    public void shouldRefuseFoldersThatDoNotFitTheirMechanic() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git: {repository: shop.git, mechanic: folders}
                    pipeline: {dev: {}}
                  cart:
                    git:
                      repository: cart.git
                      folders: {paths: [apps], targets: {dev: {repository: dev.git}}}
                    pipeline: {dev: {}}
                """)
                .are(
                        "test.yaml:3:10: applications.shop.git: the mechanic folders needs to know which folders go where; add folders, such as folders: {paths: [apps], targets: {dev: {repository: ...}}}",
                        "test.yaml:8:16: applications.cart.git.folders: these settings are for the mechanic folders; set mechanic: folders or remove them");
    }

    @Test
    public void shouldRefuseFoldersAndTargetsThatDoNotFitTogether() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git:
                      repository: shop.git
                      mechanic: folders
                      folders:
                        paths: [apps, apps/api]
                        targets: {dev: {repository: dev.git}, prdo: {repository: prod.git}}
                    pipeline: {dev: {}, prod: {after: [dev]}}
                """)
                .are(
                        "test.yaml:7:16: applications.shop.git.folders.paths: 'apps/api' is inside 'apps', which is copied as a whole; remove one of them",
                        "test.yaml:8:18: applications.shop.git.folders.targets: there is no repository for prod; each environment of the pipeline needs one",
                        "test.yaml:8:53: applications.shop.git.folders.targets: 'prdo' is no environment of the pipeline; did you mean 'prod'? It has dev, prod");
    }

    @Test
    public void shouldRefuseZipReleasesThatDoNotFitTogether() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git:
                      repository: shop.git
                      mechanic: folders
                      folders:
                        paths: [apps]
                        targets:
                          dev: {zip: /srv/releases}
                          qa: {zip: /srv/releases, credentials: shop-git}
                          prod: {zip: /srv/prod}
                    pipeline: {dev: {}, qa: {after: [dev]}, prod: {after: [qa]}}
                """)
                .are(
                        "test.yaml:10:15: applications.shop.git.folders.targets: 'qa' and 'dev' both have their zip releases in /srv/releases; give each a folder of its own",
                        "test.yaml:10:15: applications.shop.git.folders.targets.qa: credentials are for a repository, and zip names a folder; remove one of them");
        Mistakes.in(
                        """
                applications:
                  shop:
                    git:
                      repository: shop.git
                      mechanic: folders
                      folders:
                        paths: [apps]
                        targets:
                          dev: {zip: releases}
                          qa: {zip: /srv/releases, repository: qa.git}
                          prod: {branch: live}
                    pipeline: {dev: {}, qa: {after: [dev]}, prod: {after: [qa]}}
                """)
                .are(
                        "test.yaml:9:22: applications.shop.git.folders.targets.dev.zip: 'releases' is no absolute path; write it from the root of the machine that promotes, such as /srv/releases",
                        "test.yaml:10:11: applications.shop.git.folders.targets.qa: only one of the keys repository, zip may be given; remove repository or zip",
                        "test.yaml:11:11: applications.shop.git.folders.targets.prod: the key 'repository' is missing: URL or path of the Git repository, unless zip is given");
    }

    @Test
    public void shouldRefuseLinksAndWorkItemsThatFindNothing() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git:
                      repository: shop.git
                      mechanic: folders
                      folders:
                        paths: [apps]
                        committer: bot
                        commitLink: https://git.example.com/shop
                        tickets: "[A-Z"
                        targets: {dev: {repository: dev.git}}
                    pipeline: {dev: {}}
                  cart:
                    git:
                      repository: cart.git
                      mechanic: folders
                      folders:
                        paths: [apps]
                        commitLink: git.example.com/{commit}
                        targets: {dev: {repository: dev.git}}
                    pipeline: {dev: {}}
                """)
                .are(
                        "test.yaml:8:20: applications.shop.git.folders.committer: 'bot' is no name and mail address; write it as Deployments <deployments@example.com>",
                        "test.yaml:9:21: applications.shop.git.folders.commitLink: 'https://git.example.com/shop' does not say where the commit's id goes; write {commit} there, such as https://git.example.com/shop/commit/{commit}",
                        "test.yaml:10:18: applications.shop.git.folders.tickets: the regular expression '[A-Z' is not valid: Unclosed character class at position 4; valid is for example \"[A-Z][A-Z0-9]+-[0-9]+\"",
                        "test.yaml:19:21: applications.cart.git.folders.commitLink: 'git.example.com/{commit}' is no http or https URL; valid is for example https://git.example.com/shop/commit/{commit}");
    }

    @Test
    public void shouldRefuseFoldersOutsideOfTheRepositoryAndPeopleWithoutMail() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git:
                      repository: shop.git
                      mechanic: folders
                      folders:
                        paths: [../apps, /infra, "a//b", sub/.git]
                        author: Ann
                        targets: {dev: {repository: dev.git}}
                    pipeline: {dev: {}}
                """)
                .are(
                        "test.yaml:7:17: applications.shop.git.folders.paths[1]: '../apps' is no folder inside the repository; write it with '/', without one at the start or end, and without '.', '..' and '.git'",
                        "test.yaml:7:26: applications.shop.git.folders.paths[2]: '/infra' is no folder inside the repository; write it with '/', without one at the start or end, and without '.', '..' and '.git'",
                        "test.yaml:7:34: applications.shop.git.folders.paths[3]: 'a//b' is no folder inside the repository; write it with '/', without one at the start or end, and without '.', '..' and '.git'",
                        "test.yaml:7:42: applications.shop.git.folders.paths[4]: 'sub/.git' is no folder inside the repository; write it with '/', without one at the start or end, and without '.', '..' and '.git'",
                        "test.yaml:8:17: applications.shop.git.folders.author: 'Ann' is no name and mail address; write it as Deployments <deployments@example.com>");
    }
}
