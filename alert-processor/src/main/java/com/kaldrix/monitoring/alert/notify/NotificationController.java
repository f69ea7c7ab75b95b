package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/notifications")
@Tag(name = "Notifications")
class NotificationController {
    private final DeliveryPages deliveries;

    NotificationController(DeliveryPages deliveries) {
        this.deliveries = deliveries;
    }

    @Operation(
            summary = "List notifications with their attempts",
            description =
                    "The newest first. One notification is one message to one integration, from the decision to send it.")
    @GetMapping
    Page<DeliveryDetails> list(@ParameterObject @Valid DeliveryQuery query) {
        return deliveries.page(query);
    }

    @Operation(summary = "Show one notification with its attempts")
    @GetMapping("/{id}")
    DeliveryDetails show(@Parameter(description = "Its id") @PathVariable UUID id) {
        return deliveries.find(id).orElseThrow(() -> new NotFoundException("notification", id));
    }
}
