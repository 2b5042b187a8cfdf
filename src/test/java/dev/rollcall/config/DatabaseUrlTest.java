package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What platforms write into DATABASE_URL, and what comes of it. */
class DatabaseUrlTest {
    @ParameterizedTest
    @CsvSource({
        "postgres://bob:pw@db:5432/roll, jdbc:postgresql://db:5432/roll, bob, pw",
        "postgresql://bob:pw@db/roll, jdbc:postgresql://db/roll, bob, pw",
        "jdbc:postgresql://db/roll?user=bob&password=pw, jdbc:postgresql://db/roll, bob, pw",
        "postgres://bob:pw@db:5432/roll?sslmode=require, jdbc:postgresql://db:5432/roll?sslmode=require, bob, pw",
        "postgres://bob:pw@db/roll?sslmode=verify-full&connect_timeout=10,"
                + " jdbc:postgresql://db/roll?sslmode=verify-full&connect_timeout=10, bob, pw",
        "postgres://b%40b:p%40s%3As%2Fw%23%25@db/roll, jdbc:postgresql://db/roll, b@b, p@s:s/w#%",
        "postgres://bob:p+w@db/roll, jdbc:postgresql://db/roll, bob, p+w",
        "postgres://bob:a:b@db/roll, jdbc:postgresql://db/roll, bob, a:b",
        "postgres://bob:pw@[2001:db8::1]:5432/roll, jdbc:postgresql://[2001:db8::1]:5432/roll, bob, pw",
        "'  postgres://bob:pw@ec2-1-2-3-4.compute.example.com:5432/d1abc  ',"
                + " jdbc:postgresql://ec2-1-2-3-4.compute.example.com:5432/d1abc, bob, pw",
    })
    void userAndPasswordAreTakenOutAndTheOtherOptionsStay(String given, String url, String user, String password) {
        DatabaseUrl read = DatabaseUrl.any().of(given);

        assertThat(read.url()).isEqualTo(url);
        assertThat(read.user()).isEqualTo(user);
        assertThat(read.password()).isNotNull();
        assertThat(read.password().reveal()).isEqualTo(password);
        assertThat(read.toString()).doesNotContain(password);
    }

    @Test
    void anAddressWithoutUserHasNeitherUserNorPassword() {
        DatabaseUrl read = DatabaseUrl.any().of("postgresql://db/roll?sslmode=disable");

        assertThat(read).isEqualTo(new DatabaseUrl("jdbc:postgresql://db/roll?sslmode=disable", "", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://bob:canary%@db/roll",
                "postgres://bob:canary%zz@db/roll",
                "postgres://bob%4:canary@db/roll",
                "postgres://db/roll?password=canary%2",
                "postgres://bob:canary@/roll",
                "postgres://bob:canary@db",
                "postgres://bob:canary@db/",
                "postgres://bob:can/ary@db/roll",
                "mysql://bob:canary@db/roll",
                "canary"
            })
    void whatIsNoneSaysWhatIsAllowedAndRepeatsNothingOfIt(String given) {
        assertThatThrownBy(() -> DatabaseUrl.any().of(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must ")
                .hasMessageNotContainingAny("canary", "can/", "ary", "zz");
    }
}
