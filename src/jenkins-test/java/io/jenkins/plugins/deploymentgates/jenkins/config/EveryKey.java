package io.jenkins.plugins.deploymentgates.jenkins.config;

import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;

/** A configuration with every key there is. */
final class EveryKey {
    /** In its canonical form. */
    static final String YAML =
            """
            applications:
              shop:
                description: "Web shop\\nwith a second line"
                folder: retail/web
                artifacts: ['com.acme:shop-api', 'com.acme:shop-web']
                combination: per-artifact
                git:
                  repository: https://git.example.com/shop/deploy.git
                  credentials: shop-git
                  environmentPaths: ['variants/{environment}/**', docs/**]
                  mechanic: fast-forward
                  sourceBranch: trunk
                verifications: [smoke, contract]
                pipeline:
                  dev: {}
                  qa:
                    after: [dev]
                    verifications: [load-test, security]
                  prod-eu:
                    after: [dev, qa]
              billing:
                combination: exact
                pipeline:
                  dev: {}
              cart:
                combination: exact
                git:
                  repository: https://git.example.com/cart/cart.git
                  mechanic: release-file
                  releaseFile:
                    repository: https://git.example.com/cart/environments.git
                    credentials: cart-git
                    branches: live/{environment}
                    file: version.yaml
                    types: kinds/{type}.yaml
                    typesBranch: trunk
                    author: Releases <releases@example.com>
                    committer: Bot <bot@example.com>
                    commitLink: 'https://git.example.com/cart/commit/{commit}'
                    tickets: 'CART-[0-9]+'
                  forge:
                    type: gitea
                    url: https://git.example.com/api/v1
                    project: cart/environments
                    credentials: forge-token
                    commitStatus: true
                    pullRequests:
                      environments: [prod-eu]
                      branch: 'promote/{promotion}'
                      title: '{application} {version}'
                      checks: [build]
                      reviews: 2
                      merge: push
                      poll: 5m
                tickets:
                  pattern: 'CART-[0-9]+'
                  link: 'https://jira.example.com/browse/{ticket}'
                  jira:
                    url: https://jira.example.com
                    type: data-center
                    credentials: jira-token
                    fixVersion: '{application} {version}'
                    comment: true
                    environments: [prod-eu]
                    promoteOn: {status: Ready, environment: dev, secret: jira-hmac, user: ann}
                pipelines: [normal, urgent]
              infra:
                combination: exact
                git:
                  repository: https://git.example.com/infra/source.git
                  mechanic: folders
                  folders:
                    paths: [apps, infra]
                    removable: true
                    author: Releases <releases@example.com>
                    committer: Bot <bot@example.com>
                    commitLink: 'https://git.example.com/infra/commit/{commit}'
                    tickets: 'INFRA-[0-9]+'
                    targets:
                      dev: {repository: 'https://git.example.com/infra/dev.git', credentials: infra-git, branch: live}
                      qa: {zip: /srv/releases/qa}
                  forge: {type: github, pullRequests: {environments: [dev]}}
                tickets: {}
                pipeline:
                  dev: {}
                  qa: {after: [dev]}
              platform:
                combination: per-artifact
                git:
                  repository: https://git.example.com/platform/deployments.git
                  mechanic: deployment-files
                  deploymentFiles:
                    deployments: {dev: platform-dev, qa: platform-qa}
                    author: Releases <releases@example.com>
                    committer: Bot <bot@example.com>
                    resolve: false
                pipeline:
                  dev: {}
                  qa: {after: [dev]}
            pipelines:
              normal:
                description: The long way
                environments:
                  dev: {}
                  prod-eu:
                    after: [dev]
                    verifications: [manual]
              urgent:
                environments:
                  prod-eu: {}
            environments:
              prod-eu:
                description: Where customers are
                tier: production
                branch: live/eu
                gates:
                  - soak: {for: 2h}
                  - verifiedWithin: {for: 14d}
                  - verifications:
                      checks: [load-test, pen-test]
                  - approvals:
                      count: 2
                      from: [release-managers, ann]
                      excludeTrigger: false
                  - freeze: {start: 0 16 * * FRI, end: 0 8 * * MON, timezone: Europe/Berlin, reason: Weekend}
                  - window: {start: '2026-12-01T08:00:00Z', end: '2026-12-24T12:00:00Z', timezone: UTC}
                  - branches:
                      allow: [main, hotfix/*]
                  - ticket: {pattern: 'SHOP-[0-9]+', status: [Done, In Review]}
                  - soak: {for: 30m}
                  - artifactsAvailable:
                      registry: https://registry.example.com
                      credentials: registry-login
                      images: ['apps/**/*.yaml']
                  - artifactsAvailable:
                      maven: https://repo.example.com/releases
                      extension: tar.gz
                      classifier: all
                  - artifactsAvailable: {url: 'https://files.example.com/{name}-{version}.zip', repository: x, tag: 'v{version}'}
                  - http: {url: 'https://checks.example.com/may-deploy', secret: check-hmac, credentials: check-login}
                onFailure: redeploy-last-good
                recordedBy: [deploy/**, ops/*]
              dev: {tier: development, onFailure: record}
              qa: {tier: test, onFailure: notify}
            verifications:
              manual:
                description: Somebody looked
                type: Manual
                from: [release-managers]
              smoke: {}
            webhooks:
              - url: https://hooks.example.com/deployments
                on: [deployment.failed, promotion.waiting]
                secret: hook-hmac
              - {url: 'https://hooks.example.com/all'}
              - {url: 'https://hooks.example.com/shop', applications: [shop], environments: [prod-eu], tiers: [production]}
            deploydbWebhooks:
              - {'on': deployment.created, url: 'https://jenkins.example.com/job/deploy/build'}
              - {'on': promotion.completed, url: 'https://chat.example.com/', environment: qa}
            groups:
              release-managers: [ann, bob]
            permissions:
              approve: [release-managers]
              override: []
            """;

    private EveryKey() {}

    /** The text as it is kept. */
    static String canonical(String yaml) {
        return new ConfigurationReader().parse("expected", yaml).text();
    }
}
