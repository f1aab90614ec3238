package org.junitisolated.internal.machine;

/** The service that runs this build, by the environment variables that it sets. */
public enum BuildService {
    GITHUB("GitHub Actions"),
    GITLAB("GitLab"),
    JENKINS("Jenkins"),
    NONE("none");

    private final String words;

    BuildService(String words) {
        this.words = words;
    }

    public static BuildService of(Machine machine) {
        if (machine.environment("GITHUB_ACTIONS").isPresent()) {
            return GITHUB;
        }
        if (machine.environment("GITLAB_CI").isPresent()) {
            return GITLAB;
        }
        return machine.environment("JENKINS_URL").isPresent() ? JENKINS : NONE;
    }

    @Override
    public String toString() {
        return words;
    }
}
