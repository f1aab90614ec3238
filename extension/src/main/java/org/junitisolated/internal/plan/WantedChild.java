package org.junitisolated.internal.plan;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junitisolated.HostPort;
import org.junitisolated.Isolated.Jvm;
import org.junitisolated.Isolated.Scope;
import org.junitisolated.Isolated.Unavailable;
import org.junitisolated.IsolationException;
import org.junitisolated.Limits;
import org.junitisolated.Mount;
import org.junitisolated.Namespace;
import org.junitisolated.PublishPort;
import org.junitisolated.internal.launch.ChildSpec;
import org.junitisolated.internal.launch.Doors;

/** The child that a unit asks for. */
final class WantedChild {

    private final IsolationKind kind;
    private final List<AnnotatedElement> elements;
    private @Nullable ChildSpec spec;

    /**
     * Reads nothing yet.
     *
     * @param kind what the annotation or the parameter says that isolates it
     * @param elements where doors and limits for it may be: its own element, then those above, up to the one that is isolated
     */
    WantedChild(IsolationKind kind, List<AnnotatedElement> elements) {
        this.kind = kind;
        this.elements = List.copyOf(elements);
    }

    Scope scope() {
        return kind.scope();
    }

    /**
     * Reads all annotations that count, once: that takes longer than all else that the parent does for a short test.
     *
     * @param settings those of the plan
     * @throws IsolationException where one is wrong or contradicts another
     */
    synchronized ChildSpec spec(Settings settings) {
        ChildSpec found = spec;
        if (found == null) {
            found = read(settings);
            spec = found;
        }
        return found;
    }

    private ChildSpec read(Settings settings) {
        boolean net = kind.has(Namespace.NET);
        IsolatedAttributes.requireJvmArguments(kind);
        PortAnnotations ports = new PortAnnotations(net);
        List<String> jvmArguments = new ArrayList<>(settings.jvmArguments());
        jvmArguments.addAll(kind.jvmArguments());
        ChildSpec read = new ChildSpec(
                kind.namespaces(),
                IsolatedAttributes.hostname(kind),
                IsolatedAttributes.timeOffset(kind),
                new Doors(
                        MountAnnotations.read(nearest(Mount.class), kind.has(Namespace.MOUNT)),
                        ports.published(nearest(PublishPort.class)),
                        ports.fromHost(nearest(HostPort.class))),
                LimitsAnnotation.read(nearest(Limits.class)),
                jvmArguments,
                kind.jvm() == Jvm.SHARED);
        SharedJvm.requireOnlyWhatThreadsCanHave(read);
        return read;
    }

    private <A extends Annotation> List<A> nearest(Class<A> annotation) {
        return DoorAnnotations.nearest(annotation, elements);
    }

    /** Returns what becomes of the unit where the machine refuses something. */
    Unavailable policy(Settings settings) {
        return kind.unavailable() == Unavailable.CONFIGURED ? settings.unavailable() : kind.unavailable();
    }
}
