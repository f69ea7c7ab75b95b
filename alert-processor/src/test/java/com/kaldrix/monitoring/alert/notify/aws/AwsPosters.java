package com.kaldrix.monitoring.alert.notify.aws;

import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Posters for tests. */
public final class AwsPosters {
    private AwsPosters() {}

    /** Signs with these keys. */
    public static AwsPoster of(String accessKey, String secretKey) {
        return new AwsPoster(
                new HttpPoster(Clock.systemUTC()),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
    }

    /** Has nothing to sign with. */
    public static AwsPoster none() {
        return new AwsPoster(new HttpPoster(Clock.systemUTC()), () -> {
            throw SdkClientException.create("nobody said who we are");
        });
    }
}
