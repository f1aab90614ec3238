package org.junitisolated.internal.doctor;

import java.util.Optional;
import org.junitisolated.internal.launch.Diagnosis;
import org.junitisolated.internal.launch.StatusRecord.Failed;

/**
 * What has come of one trial.
 *
 * @param kind what was tried, in a word
 * @param asked what a test asks for it with
 * @param result what came of it
 * @param refusal the step that failed, if one did
 * @param diagnosis why; there is always one with a refusal
 * @param detail what else there is to know of it, in a few words; may be empty
 */
record Finding(
        String kind,
        String asked,
        Result result,
        Optional<Refusal> refusal,
        Optional<Diagnosis> diagnosis,
        String detail) {

    enum Result {
        WORKS("yes"),
        /** Not as it was meant to be, but by other means. */
        SUBSTITUTE("in part"),
        REFUSED("no"),
        NOT_TRIED("not tried");

        private final String words;

        Result(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** A step and its error; the name is empty where no call has failed. */
    record Refusal(String step, int errno, String errnoName, String text) {

        String inBrief() {
            return errnoName.isEmpty() ? text : errnoName + " (" + errno + ")";
        }
    }

    static Finding works(String kind, String asked, String detail) {
        return new Finding(kind, asked, Result.WORKS, Optional.empty(), Optional.empty(), detail);
    }

    static Finding notTried(String kind, String asked, String why) {
        return new Finding(kind, asked, Result.NOT_TRIED, Optional.empty(), Optional.empty(), why);
    }

    static Finding refused(String kind, String asked, Refusal refusal, Diagnosis diagnosis) {
        return new Finding(kind, asked, Result.REFUSED, Optional.of(refusal), Optional.of(diagnosis), "");
    }

    /** Looks for the cause of a step's failure. */
    static Finding refused(String kind, String asked, Failed failed) {
        return refused(
                kind,
                asked,
                new Refusal(failed.step(), failed.errno(), failed.errnoName(), failed.text()),
                Diagnosis.of(failed.step(), failed.errno(), failed.errnoName(), failed.text()));
    }

    boolean works() {
        return result == Result.WORKS;
    }
}
