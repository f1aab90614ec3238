package org.junitisolated.internal.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rebuilds one throwable in the best way that works. */
final class NodeRebuild {

    private final Instance instance;
    private final ThrowableNode node;
    private final List<Class<? extends Throwable>> knownTypes;

    private NodeRebuild(Instance instance) {
        this.instance = instance;
        this.node = instance.node();
        this.knownTypes = node.typeNames().stream()
                .map(KnownTypes::find)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    static Throwable rebuild(Instance instance) {
        if (instance.node().isNote()) {
            return unknown(instance);
        }
        NodeRebuild rebuild = new NodeRebuild(instance);
        Throwable itself = rebuild.itself();
        Throwable standIn = itself != null ? itself : rebuild.standIn();
        Throwable known = standIn != null ? standIn : rebuild.knownSupertype();
        return known != null ? known : unknown(instance);
    }

    static void setCause(Throwable throwable, Throwable cause) {
        try {
            if (StandIns.isStandIn(throwable.getClass())) {
                StandIns.setCause(throwable, cause);
            } else {
                throwable.initCause(cause);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Its class fixes the cause, or forbids this one. The failure itself is told all the same.
            if (cause != throwable) {
                throwable.addSuppressed(cause);
            }
        }
    }

    private @Nullable Throwable itself() {
        Class<? extends Throwable> type = KnownTypes.find(node.typeName());
        return type == null ? null : new Construction(type, instance).firstThat(instance::complete);
    }

    private @Nullable Throwable standIn() {
        Throwable made = standIn(node.typeName());
        return made != null ? made : standIn(StandIns.UNNAMED);
    }

    private @Nullable Throwable standIn(String name) {
        for (Class<? extends Throwable> superType : standInSuperTypes()) {
            Throwable made = standIn(name, superType);
            if (made != null) {
                return made;
            }
        }
        return null;
    }

    /**
     * A type that could not be made as itself comes last, or its stand-in could not have its name; but where the name
     * cannot be kept anyway, and where JUnit looks at the type, being of that type counts for more.
     */
    private List<Class<? extends Throwable>> standInSuperTypes() {
        List<Class<? extends Throwable>> types = new ArrayList<>(knownTypes);
        if (!types.isEmpty()
                && types.get(0).getName().equals(node.typeName())
                && !KnownTypes.mattersMoreThanName(types.get(0))) {
            types.add(types.remove(0));
        }
        return types;
    }

    private @Nullable Throwable standIn(String name, Class<? extends Throwable> superType) {
        try {
            Class<? extends Throwable> type = StandIns.throwable(name, superType);
            return new Construction(type, instance).firstThat(this::completeStandIn);
        } catch (RuntimeException | LinkageError e) {
            // This supertype cannot be extended, or Byte Buddy is missing: the next way may work.
            return null;
        }
    }

    private boolean completeStandIn(Throwable made) {
        try {
            StandIns.setTexts(made, node);
            StandIns.setCause(made, instance.cause());
            return instance.complete(made);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Without Byte Buddy: no type of the user's, but one that JUnit treats alike, and the text in its message. */
    private @Nullable Throwable knownSupertype() {
        ThrowableNode spoken = node.withMessage(node.text());
        Instance plain = new Instance(spoken, instance.cause(), instance.causeFollows(), instance.failures());
        for (Class<? extends Throwable> type : knownTypes) {
            Throwable made = new Construction(type, plain).firstThat(plain::completeRoughly);
            if (made != null) {
                return made;
            }
        }
        return null;
    }

    private static Throwable unknown(Instance instance) {
        Throwable unknown =
                new UnknownThrowable(instance.node().message(), instance.node().text());
        instance.complete(unknown);
        return unknown;
    }
}
