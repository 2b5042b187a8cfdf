package dev.rollcall.ledger;

import org.junit.jupiter.api.Nested;

/** The contract on the embedded database. */
class EmbeddedLedgerTest {
    @Nested
    class OfSlots extends SlotContract {
        OfSlots() {
            super(Place.embedded());
        }
    }

    @Nested
    class OfDeliveries extends DeliveryContract {
        OfDeliveries() {
            super(Place.embedded());
        }
    }

    @Nested
    class OfRollCalls extends RollCallContract {
        OfRollCalls() {
            super(Place.embedded());
        }
    }

    @Nested
    class OfLimits extends LimitContract {
        OfLimits() {
            super(Place.embedded());
        }
    }

    @Nested
    class OfSweeps extends SweepContract {
        OfSweeps() {
            super(Place.embedded());
        }
    }

    @Nested
    class OfQuestions extends QuestionContract {
        OfQuestions() {
            super(Place.embedded());
        }
    }

    @Nested
    class OfChat extends ChatContract {
        OfChat() {
            super(Place.embedded());
        }
    }

    @Nested
    class OfRetention extends RetentionContract {
        OfRetention() {
            super(Place.embedded());
        }
    }

    @Nested
    class OfWitnesses extends WitnessContract {
        OfWitnesses() {
            super(Place.embedded());
        }
    }

    @Nested
    class OfRemarks extends RemarkContract {
        OfRemarks() {
            super(Place.embedded());
        }
    }
}
