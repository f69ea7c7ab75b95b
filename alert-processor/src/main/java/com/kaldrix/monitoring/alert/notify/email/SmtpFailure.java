package com.kaldrix.monitoring.alert.notify.email;

import com.kaldrix.monitoring.alert.notify.Handover;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.PlainText;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Reads what the mail library throws: which of the server's answers stands behind it, and what that means. */
final class SmtpFailure {
    private static final int DEPTH = 100;
    private static final int WORDS = 200;
    private static final Pattern CODE = Pattern.compile("^\\s*([2-5]\\d\\d)\\b");
    private static final Pattern MAILBOX = Pattern.compile("<?[^\\s<>,;:]+@[^\\s<>,;:]+>?");

    private final Throwable failure;

    SmtpFailure(Throwable failure) {
        this.failure = failure;
    }

    /** What it means, given whether the message may have been taken. */
    Outcome outcome(Handover handover) {
        int code = code();
        if (code >= 400) {
            // An answer says exactly what became of the message, also at its end.
            handover.callOff();
            String reason = "the mail server answered " + code + ": " + words();
            return code >= 500 ? new Outcome.Rejected(reason) : new Outcome.Unavailable(reason);
        }
        if (!handover.callOff()) {
            return new Outcome.Unknown("the connection was lost when all was sent: " + describe());
        }
        return isRefusal() ? new Outcome.Rejected(describe()) : new Outcome.Unavailable(describe());
    }

    /**
     * Whom the message can still go to when the server refused some recipients for good and has no doubt about the others;
     * empty when that is not what happened.
     */
    Optional<Address[]> acceptable() {
        Address[] valid = find(SendFailedException.class) instanceof SendFailedException refused
                ? refused.getValidUnsentAddresses()
                : null;
        List<Integer> codes = recipientCodes();
        boolean forGood = !codes.isEmpty() && codes.stream().allMatch(code -> code >= 500);
        return valid != null && valid.length > 0 && forGood ? Optional.of(valid) : Optional.empty();
    }

    /** The worst that can be mended: 4xx before 5xx, because one recipient's patience keeps the message back for all. */
    private int code() {
        if (failure instanceof AuthenticationFailedException) {
            Matcher matcher = CODE.matcher(String.valueOf(failure.getMessage()));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        }
        List<Integer> recipients = recipientCodes();
        if (!recipients.isEmpty()) {
            return recipients.stream().mapToInt(Integer::intValue).min().orElse(0);
        }
        for (Throwable cause : chain()) {
            if (cause instanceof SMTPSendFailedException sent && sent.getReturnCode() > 0) {
                return sent.getReturnCode();
            }
            if (cause instanceof SMTPSenderFailedException sender && sender.getReturnCode() > 0) {
                return sender.getReturnCode();
            }
        }
        return 0;
    }

    private List<Integer> recipientCodes() {
        return chain().stream()
                .filter(SMTPAddressFailedException.class::isInstance)
                .map(cause -> ((SMTPAddressFailedException) cause).getReturnCode())
                .filter(code -> code >= 400)
                .toList();
    }

    private boolean isRefusal() {
        return failure instanceof AuthenticationFailedException || describe().startsWith("the mail server offers no");
    }

    private String describe() {
        if (find(UnknownHostException.class) != null) {
            return "the mail server's name is not known";
        }
        if (find(SSLException.class) instanceof SSLException tls) {
            return "TLS with the mail server failed: " + PlainText.line(String.valueOf(tls.getMessage()), WORDS);
        }
        if (find(SocketTimeoutException.class) != null) {
            return "no answer from the mail server in time";
        }
        if (find(ConnectException.class) != null) {
            return "the mail server refuses connections";
        }
        String message = String.valueOf(failure.getMessage());
        if (message.contains("STARTTLS is required")) {
            return "the mail server offers no STARTTLS, which is required";
        }
        return "the mail server: " + words();
    }

    String words() {
        Throwable cause = chain().stream()
                .filter(SMTPAddressFailedException.class::isInstance)
                .findFirst()
                .orElse(failure);
        String words = String.valueOf(cause.getMessage()).replaceFirst("^\\s*[2-5]\\d\\d[ -]?", "");
        return PlainText.line(MAILBOX.matcher(words).replaceAll("<address>"), WORDS);
    }

    private @Nullable Throwable find(Class<? extends Throwable> type) {
        return chain().stream().filter(type::isInstance).findFirst().orElse(null);
    }

    private List<Throwable> chain() {
        List<Throwable> chain = new ArrayList<>();
        Throwable current = failure;
        while (current != null && chain.size() < DEPTH) {
            chain.add(current);
            current =
                    current instanceof MessagingException messaging ? messaging.getNextException() : current.getCause();
        }
        return chain;
    }
}
