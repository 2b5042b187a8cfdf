package dev.rollcall.ledger;

import org.junit.jupiter.api.Nested;

/** The contract on a real PostgreSQL. */
class PostgresLedgerTest {
    @Nested
    class OfSlots extends SlotContract {
        OfSlots() {
            super(Place.postgres());
        }
    }

    @Nested
    class OfDeliveries extends DeliveryContract {
        OfDeliveries() {
            super(Place.postgres());
        }
    }

    @Nested
    class OfRollCalls extends RollCallContract {
        OfRollCalls() {
            super(Place.postgres());
        }
    }

    @Nested
    class OfLimits extends LimitContract {
        OfLimits() {
            super(Place.postgres());
        }
    }

    @Nested
    class OfSweeps extends SweepContract {
        OfSweeps() {
            super(Place.postgres());
        }
    }

    @Nested
    class OfQuestions extends QuestionContract {
        OfQuestions() {
            super(Place.postgres());
        }
    }

    @Nested
    class OfChat extends ChatContract {
        OfChat() {
            super(Place.postgres());
        }
    }

    @Nested
    class OfRetention extends RetentionContract {
        OfRetention() {
            super(Place.postgres());
        }
    }

    @Nested
    class OfWitnesses extends WitnessContract {
        OfWitnesses() {
            super(Place.postgres());
        }
    }

    @Nested
    class OfRemarks extends RemarkContract {
        OfRemarks() {
            super(Place.postgres());
        }
    }
}
