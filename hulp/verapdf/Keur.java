// Why: typst says of its own work that it is PDF/UA-1 and PDF/A-2a; veraPDF, which others wrote, has to agree.
// Usage: Keur FLAVOUR[,FLAVOUR] FILE...   (ua1, 2a; as veraPDF names them)
// Prints PASS or FAIL per file and flavour, and below FAIL each failed rule with its clause and its first place.
// Exit code: 0 all pass, 1 a file fails, 2 nothing can be said, so that a broken checker never looks like a bad file.

import java.io.File;
import java.util.HashSet;
import java.util.Set;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.processor.reports.enums.JobEndStatus;

public class Keur {
  public static void main(String[] args) {
    int code;
    try {
      code = keur(args);
    } catch (Throwable fout) { // Also a class that the jar lacks.
      fout.printStackTrace();
      System.err.println("conformiteit: er is niet gekeurd: " + fout.getMessage());
      code = 2;
    }
    System.out.flush();
    System.exit(code);
  }

  private static int keur(String[] args) throws Exception {
    if (args.length < 2) {
      throw new IllegalArgumentException("geef de soorten (ua1,2a) en dan de bestanden");
    }
    VeraGreenfieldFoundryProvider.initialise();
    boolean goed = true;
    for (String id : args[0].split(",")) {
      ValidationProfile profiel = profiel(id);
      for (int i = 1; i < args.length; i++) {
        goed &= keur(new File(args[i]), profiel);
      }
    }
    return goed ? 0 : 1;
  }

  /** The rules of a flavour; a jar without them would otherwise find nothing wrong. */
  private static ValidationProfile profiel(String id) {
    PDFAFlavour soort = PDFAFlavour.byFlavourId(id);
    if (!Profiles.getVeraProfileDirectory().getPDFAFlavours().contains(soort)) {
      throw new IllegalStateException("het profiel '" + id + "' ontbreekt in deze jar of is niet te lezen");
    }
    ValidationProfile profiel = Profiles.getVeraProfileDirectory().getValidationProfileByFlavour(soort);
    if (profiel.getPDFAFlavour() != soort || profiel.getRules().isEmpty()) {
      throw new IllegalStateException("het profiel '" + id + "' heeft geen regels");
    }
    return profiel;
  }

  private static boolean keur(File bestand, ValidationProfile profiel) throws Exception {
    if (!bestand.isFile()) {
      throw new IllegalArgumentException("'" + bestand + "' is geen bestand");
    }
    PDFAFlavour soort = profiel.getPDFAFlavour();
    try (PDFAParser lezer = Foundries.defaultInstance().createParser(bestand, soort);
        PDFAValidator keurder = Foundries.defaultInstance().createValidator(profiel, false)) {
      ValidationResult uit = keurder.validate(lezer);
      if (uit.getJobEndStatus() != JobEndStatus.NORMAL || uit.getTotalAssertions() == 0) {
        throw new IllegalStateException("'" + bestand.getName() + "' is niet of half gekeurd");
      }
      boolean goed = uit.isCompliant() && uit.getFailedChecks().isEmpty();
      meld(goed, soort, bestand, uit.getTotalAssertions() + " controles");
      Set<RuleId> gemeld = new HashSet<>();
      for (TestAssertion fout : uit.getTestAssertions()) {
        RuleId regel = fout.getRuleId();
        if (gemeld.add(regel)) {
          System.out.printf("  %s, %s-%d, %d keer: %s [%s]%n", regel.getSpecification().getId(), regel.getClause(),
              regel.getTestNumber(), uit.getFailedChecks().get(regel), fout.getMessage(), fout.getLocation().getContext());
        }
      }
      return goed;
    } catch (ModelParsingException | EncryptedPdfException fout) {
      meld(false, soort, bestand, "niet te lezen als PDF: " + fout.getMessage());
      return false;
    }
  }

  private static void meld(boolean goed, PDFAFlavour soort, File bestand, String wat) {
    System.out.printf("%s %s %s (%s)%n", goed ? "PASS" : "FAIL", soort.getId(), bestand.getName(), wat);
  }
}
