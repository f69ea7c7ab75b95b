package com.kaldrix.monitoring.anomaly.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the list of series and the page of one. */
@Component
class Pages implements WebMvcConfigurer {
    private static final String[] PATHS = {"/series", "/series/*", "/ui/**"};
    /** Nothing but what comes from here, no script but files, nowhere else to send anything to. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", "/series");
        registry.addViewController("/series").setViewName("forward:/ui/serieslist.html");
        registry.addViewController("/series/{id}").setViewName("forward:/ui/series.html");
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new Headers()).addPathPatterns(PATHS);
    }

    private static final class Headers implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            response.setHeader("Content-Security-Policy", POLICY);
            response.setHeader("Referrer-Policy", "no-referrer");
            return true;
        }
    }
}
