package io.jenkins.plugins.deploymentgates.config;

import org.junit.Test;

/** Pipelines that do not fit together. */
public class PipelineMistakesTest {
    @Test
    public void shouldRefuseAnEmptyPipeline() {
        Mistakes.in("applications: {shop: {pipeline: {}}}\n")
                .are("test.yaml:1:33: applications.shop.pipeline: is empty; write at least one entry, such as dev: {}");
    }

    @Test
    public void shouldRefuseADanglingAfter() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    pipeline:
                      staging: {}
                      prod: {after: [stagin, load]}
                """)
                .are(
                        "test.yaml:5:22: applications.shop.pipeline.prod.after: there is no environment 'stagin' in this pipeline; did you mean 'staging'? It has staging, prod",
                        "test.yaml:5:30: applications.shop.pipeline.prod.after: there is no environment 'load' in this pipeline; it has staging, prod");
    }

    @Test
    public void shouldNameACycle() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    pipeline:
                      dev: {}
                      a: {after: [dev, b]}
                      b: {after: [a]}
                      prod: {after: [b]}
                """)
                .are(
                        "test.yaml:5:10: applications.shop.pipeline: the environments are a cycle: a -> b -> a; remove one of these from after");
    }

    @Test
    public void shouldNameALongCycleInTheDirectionOfPromotion() {
        Mistakes.in(
                        "applications: {shop: {pipeline: {a: {after: [c]}, b: {after: [a]}, c: {after: [b]}, self: {after: [self]}}}}\n")
                .are(
                        "test.yaml:1:37: applications.shop.pipeline: the environments are a cycle: a -> b -> c -> a; remove one of these from after",
                        "test.yaml:1:91: applications.shop.pipeline: the environments are a cycle: self -> self; remove one of these from after");
    }

    @Test
    public void shouldRefuseABranchOfTwoEnvironments() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git: {repository: shop.git}
                    pipeline: {a: {}, b: {}, main: {}, c: {}}
                environments:
                  b: {branch: a}
                  c: {branch: b/c}
                """)
                .are(
                        "test.yaml:4:36: applications.shop: the environment 'main' has the branch 'main', which is the source branch; each needs a branch of its own",
                        "test.yaml:6:15: applications.shop: the environment 'b' has the branch 'a', which 'a' of the same pipeline has already; each needs a branch of its own");
    }

    @Test
    public void shouldRefuseABranchInsideAnother() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git: {repository: shop.git}
                    pipeline: {prod: {}, eu: {}}
                environments:
                  eu: {branch: prod/eu}
                """)
                .are(
                        "test.yaml:6:16: applications.shop: the environment 'eu' has the branch 'prod/eu' and 'prod' has 'prod'; Git cannot have a branch and a folder of branches of one name");
    }

    @Test
    public void shouldRefuseAnEnvironmentNameThatIsNoBranch() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git: {repository: shop.git}
                    pipeline: {prod eu: {}}
                """)
                .are(
                        "test.yaml:4:25: applications.shop: the environment 'prod eu' has a name that is no valid Git branch; give it a branch under environments, such as branch: prod-eu");
    }

    @Test
    public void shouldRefuseInvalidBranches() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    git: {repository: shop.git, sourceBranch: 'a..b'}
                    pipeline: {qa: {}, prod: {}}
                environments:
                  qa: {branch: HEAD}
                  prod: {branch: refs/heads/prod}
                  load: {branch: -x}
                """)
                .are(
                        "test.yaml:3:47: applications.shop.git.sourceBranch: 'a..b' is no valid name of a Git branch; valid are for example main and release/1.4",
                        "test.yaml:6:16: environments.qa.branch: 'HEAD' is no valid name of a Git branch; valid are for example main and release/1.4",
                        "test.yaml:7:18: environments.prod.branch: 'refs/heads/prod' is no valid name of a Git branch; valid are for example main and release/1.4",
                        "test.yaml:8:18: environments.load.branch: '-x' is no valid name of a Git branch; valid are for example main and release/1.4");
    }

    @Test
    public void shouldRefuseAnUnusedEnvironmentThatIsNearlyAUsedOne() {
        Mistakes.in(
                        """
                applications: {shop: {pipeline: {prod-eu: {}}}}
                environments:
                  prod-ue: {tier: production}
                """)
                .are(
                        "test.yaml:3:3: environments: 'prod-ue' is in no pipeline, so its gates are never asked; did you mean 'prod-eu'? If both are meant, write 'prod-eu' here too");
    }
}
