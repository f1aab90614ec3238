package org.junitisolated;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the design page on packages and on what they may use. */
class ArchitectureTest {

    private static final String OURS = "org.junitisolated..";
    private static final String API_PACKAGE = "org.junitisolated";
    private static final String PLAN = "org.junitisolated.internal.plan..";
    private static final String LAUNCH = "org.junitisolated.internal.launch..";
    private static final String WIRE = "org.junitisolated.internal.wire..";
    private static final String FAILURE = "org.junitisolated.internal.failure..";
    private static final String MACHINE = "org.junitisolated.internal.machine..";
    private static final String PROC = "org.junitisolated.internal.proc..";
    private static final String DOCTOR = "org.junitisolated.internal.doctor..";
    private static final String CHILD = "org.junitisolated.internal.child..";

    private static final JavaClasses MAIN_CLASSES = new ClassFileImporter()
            .importUrl(Isolated.class.getProtectionDomain().getCodeSource().getLocation());

    private static DescribedPredicate<JavaClass> oursOutside(String... packages) {
        DescribedPredicate<JavaClass> predicate = resideInAPackage(OURS);
        for (String each : packages) {
            predicate = predicate.and(resideOutsideOfPackage(each));
        }
        return predicate;
    }

    @Test
    void theMainClassesAreLookedAtAndNoOthers() {
        assertThat(MAIN_CLASSES.contain(Isolated.class)).isTrue();
        assertThat(MAIN_CLASSES.contain(ArchitectureTest.class)).isFalse();
        for (String each : new String[] {PLAN, LAUNCH, WIRE, FAILURE, CHILD, MACHINE, PROC, DOCTOR}) {
            assertThat(MAIN_CLASSES.that(resideInAPackage(each))).as(each).isNotEmpty();
        }
    }

    @Test
    void parentAndChildDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage(PLAN)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CHILD)
                .check(MAIN_CLASSES);
        noClasses()
                .that()
                .resideInAPackage(CHILD)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PLAN, LAUNCH, MACHINE, DOCTOR)
                .check(MAIN_CLASSES);
    }

    @Test
    void theWireKnowsNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(WIRE)
                .should()
                .dependOnClassesThat(are(oursOutside(WIRE)))
                .check(MAIN_CLASSES);
    }

    @Test
    void failuresOnlyKnowTheWire() {
        noClasses()
                .that()
                .resideInAPackage(FAILURE)
                .should()
                .dependOnClassesThat(are(oursOutside(FAILURE, WIRE)))
                .check(MAIN_CLASSES);
    }

    @Test
    void whatStartsChildrenKnowsNothingOfTests() {
        noClasses()
                .that()
                .resideInAPackage(LAUNCH)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PLAN, CHILD, FAILURE, DOCTOR)
                .check(MAIN_CLASSES);
    }

    @Test
    void theMachineKnowsNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(MACHINE)
                .should()
                .dependOnClassesThat(are(oursOutside(MACHINE)))
                .check(MAIN_CLASSES);
    }

    @Test
    void processesKnowNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(PROC)
                .should()
                .dependOnClassesThat(are(oursOutside(PROC)))
                .check(MAIN_CLASSES);
    }

    @Test
    void theDoctorOnlyKnowsTheLauncherAndTheMachine() {
        noClasses()
                .that()
                .resideInAPackage(DOCTOR)
                .should()
                .dependOnClassesThat(are(oursOutside(DOCTOR, LAUNCH, MACHINE, API_PACKAGE)))
                .check(MAIN_CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(DOCTOR)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(DOCTOR)
                .check(MAIN_CLASSES);
    }

    /** Annotations are not loaded where their classes are missing; all else would end the doctor. */
    @Test
    void theDoctorNeedsNothingButTheJdk() {
        noClasses()
                .that()
                .resideInAnyPackage(DOCTOR, MACHINE)
                .should()
                .dependOnClassesThat(are(neitherOursNorTheJdksNorAnnotations()))
                .check(MAIN_CLASSES);
    }

    private static DescribedPredicate<JavaClass> neitherOursNorTheJdksNorAnnotations() {
        return DescribedPredicate.describe(
                "neither ours nor the JDK's nor annotations",
                type -> !type.isAnnotation()
                        && !type.isPrimitive()
                        && !type.isArray()
                        && !type.getPackageName().startsWith("java.")
                        && !type.getPackageName().startsWith(API_PACKAGE));
    }

    @Test
    void thePublicApiDoesNotKnowTheParentsInside() {
        noClasses()
                .that()
                .resideInAPackage(API_PACKAGE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PLAN, LAUNCH, CHILD, FAILURE, MACHINE, DOCTOR)
                .check(MAIN_CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(new EachPackage()).should().beFreeOfCycles().check(MAIN_CLASSES);
    }

    private static final class EachPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(API_PACKAGE)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "our packages";
        }
    }

    @Test
    void publicTypesSayHowStableTheyAre() {
        classes()
                .that()
                .resideInAPackage(API_PACKAGE)
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .beAnnotatedWith(API.class)
                .check(MAIN_CLASSES);
    }

    @Test
    void insideNoTypePromisesStability() {
        noClasses()
                .that()
                .resideInAPackage("org.junitisolated.internal..")
                .should()
                .beAnnotatedWith(API.class)
                .check(MAIN_CLASSES);
    }

    @Test
    void packagesAreNullMarked() {
        JavaPackage api = MAIN_CLASSES.getPackage(API_PACKAGE);
        assertThat(Stream.concat(Stream.of(api), api.getSubpackagesInTree().stream())
                        .filter(each -> !each.getClasses().isEmpty()))
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(each -> assertThat(each.isAnnotatedWith(NullMarked.class))
                        .as(each.getName())
                        .isTrue());
    }

    @Test
    void classesAreNotMadeToBeExtended() {
        classes()
                .that(areNoInterfaces())
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and()
                .areTopLevelClasses()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(MAIN_CLASSES);
    }

    private static DescribedPredicate<JavaClass> areNoInterfaces() {
        return DescribedPredicate.describe("are no interfaces", type -> !type.isInterface());
    }

    @Test
    void aChildDoesNotPayForJmx() {
        noClasses()
                .that()
                .resideInAnyPackage(CHILD, WIRE, FAILURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.management..", "javax.management..", "com.sun.management..")
                .check(MAIN_CLASSES);
    }

    @Test
    void nothingIsDeserialised() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class)
                .check(MAIN_CLASSES);
    }

    @Test
    void byteBuddyIsForFailuresOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(FAILURE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.bytebuddy..")
                .check(MAIN_CLASSES);
    }

    @Test
    void junitIsUsedByItsPublicApi() {
        noClasses().should().dependOnClassesThat(are(internalToJUnit())).check(MAIN_CLASSES);
    }

    private static DescribedPredicate<JavaClass> internalToJUnit() {
        return DescribedPredicate.describe(
                "internal to JUnit",
                type -> type.tryGetAnnotationOfType(API.class)
                        .filter(api -> api.status() == API.Status.INTERNAL)
                        .isPresent());
    }
}
