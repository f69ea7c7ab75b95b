package com.kaldrix.monitoring.local.aws.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPolicyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':['x']} | {'a':'x'} | true",
                "{'a':['x']} | {'a':'X'} | false",
                "{'a':['x']} | {'b':'x'} | false",
                "{'a':['100']} | {'a':100} | false",
                "{'a':[100]} | {'a':'100'} | false",
                "{'a':[100]} | {'a':100.0} | true",
                "{'a':[null]} | {'a':null} | true",
                "{'a':[true]} | {'a':true} | true",
                "{'a':[{'suffix':'.v1'}]} | {'a':'signal.v1'} | true",
                "{'a':[{'equals-ignore-case':'Ab'}]} | {'a':'aB'} | true",
                "{'a':[{'prefix':'x'}]} | {'a':1} | false",
                "{'a':[{'anything-but':'x'}]} | {'a':'y'} | true",
                "{'a':[{'anything-but':['x',1]}]} | {'a':1} | false",
                "{'a':[{'anything-but':{'suffix':'-test'}}]} | {'a':'my-test'} | false",
                "{'a':[{'anything-but':['x']}]} | {} | false",
                "{'a':[{'exists':false},'x']} | {} | true",
                "{'a':[{'exists':false},'x']} | {'a':'y'} | false",
                "{'a':['x']} | {'a':[]} | false",
                "{} | {'a':1} | true"
            })
    void aRuleMatchesAsAwsSays(String policy, String message, boolean matches) {
        assertThat(parse(policy).matches(Registry.JSON.readTree(message.replace('\'', '"'))))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "not json",
                "{'a':'x'}",
                "{'a':[]}",
                "{'a':{'b':['x']}}",
                "{'a':[{'cidr':'10.0.0.0/8'}]}",
                "{'a':[{'wildcard':'x*'}]}",
                "{'a':[{'numeric':['!=',1]}]}",
                "{'a':[{'numeric':['>']}]}",
                "{'a':[{'exists':'yes'}]}",
                "{'a':[{'prefix':1}]}",
                "{'a':[['x']]}",
                "{'$or':[{'a':['x']},{'b':['y']}]}"
            })
    void whatIsNotUnderstoodIsRefused(String policy) {
        assertThatThrownBy(() -> parse(policy)).isInstanceOf(SnsFault.class);
    }

    @Property
    void aRangeAdmitsExactlyWhatLiesInIt(@ForAll int low, @ForAll int high, @ForAll int value) {
        FilterPolicy range = parse("{'a':[{'numeric':['>'," + low + ",'<='," + high + "]}]}");
        assertThat(range.matches(Registry.JSON.readTree("{\"a\":" + value + "}")))
                .isEqualTo(value > low && value <= high);
    }

    @Property
    void anythingButIsTheOppositeOfExactlyForWhatIsThere(@ForAll BigDecimal named, @ForAll BigDecimal value) {
        String message = "{\"a\":" + value + "}";
        assertThat(parse("{'a':[{'anything-but':[" + named + "]}]}").matches(Registry.JSON.readTree(message)))
                .isNotEqualTo(parse("{'a':[" + named + "]}").matches(Registry.JSON.readTree(message)));
    }

    private static FilterPolicy parse(String policy) {
        return FilterPolicy.parse(policy.replace('\'', '"'), false);
    }
}
