package org.junitisolated.internal.doctor;

import java.nio.file.Path;
import java.util.List;

/**
 * The profile by which AppArmor lets the launcher alone have user namespaces. It is bound to a path; the directory of the
 * unpacked launcher is named after its content, so that a star there stands for all versions.
 */
record AppArmorProfile(String path) {

    private static final String NAME = "junit-isolated-launcher";
    static final String FILE = "/etc/apparmor.d/" + NAME;

    static AppArmorProfile of(Path launcher) {
        return new AppArmorProfile(launcher.toString().replaceFirst("/bin/[0-9a-f]{16}/", "/bin/*/"));
    }

    String text() {
        return """
                abi <abi/4.0>,
                include <tunables/global>

                profile %s "%s" flags=(unconfined) {
                  userns,
                }
                """.formatted(NAME, path);
    }

    List<String> commands() {
        return List.of("sudo apparmor_parser -r " + FILE);
    }
}
