package dev.rollcall.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void aSecretNeverPrintsItself() {
        Secret secret = Secret.of("canary");

        assertThat(secret.toString()).isEqualTo("***");
        assertThat(List.of(secret) + " " + Optional.of(secret) + String.format("%s", secret))
                .doesNotContain("canary");
        assertThat(secret.reveal()).isEqualTo("canary");
    }

    @Test
    void secretsOfTheSameTextAreEqual() {
        assertThat(Secret.of("钥匙")).isEqualTo(Secret.of("钥匙")).hasSameHashCodeAs(Secret.of("钥匙"));
        assertThat(Secret.of("a"))
                .isNotEqualTo(Secret.of("b"))
                .isNotEqualTo("a")
                .isNotEqualTo(null);
    }

    @Test
    void anEmptyTextIsNoSecret() {
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(""));
    }
}
