package com.kaldrix.monitoring.common.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * How a service's own REST API reads parameters and refuses unknown ones, and where it answers probes; for a service that imports
 * it. Queries are records with {@code @ParameterObject}.
 */
@Configuration(proxyBeanMethods = false)
@Import({Parameters.class, ProbeController.class})
public class ApiConventions {}
