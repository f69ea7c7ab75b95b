package com.kaldrix.monitoring.common.architecture.broken.one;

import com.kaldrix.monitoring.common.architecture.broken.two.Other;
import java.time.Instant;
import java.util.Date;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Breaks as many rules of the house as one class can, to show that they bite. */
public final class BrokenUtils {
    @Autowired
    Other other;

    BrokenUtils(int one, int two, int three, int four, int five, int six, int seven) {
        System.out.println(one + two + three + four + five + six + seven);
    }

    /** A port that knows a technology. */
    public interface Port {
        void use(org.springframework.core.io.Resource resource);
    }

    static long rows(JdbcClient jdbc) {
        return jdbc.sql("select 1").query(Integer.class).stream().count();
    }

    static Date time() throws InterruptedException {
        Thread.sleep(1);
        return Date.from(Instant.now());
    }
}
