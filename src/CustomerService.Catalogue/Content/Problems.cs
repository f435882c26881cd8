namespace CustomerService.Catalogue.Content;

/// <summary>The kinds of problems that reading and checking can report, except those specific to one question type.</summary>
public static class Problems
{
    // Reading: file format.
    public static readonly ProblemKind Unreadable = Error("unreadable");
    public static readonly ProblemKind YamlSyntax = Error("yaml-syntax");
    public static readonly ProblemKind MissingFile = Error("missing-file");
    public static readonly ProblemKind UnlistedFile = Warning("unlisted-file");
    public static readonly ProblemKind MissingField = Error("missing-field");
    public static readonly ProblemKind UnknownField = Error("unknown-field");
    public static readonly ProblemKind WrongShape = Error("wrong-shape");
    public static readonly ProblemKind NotANumber = Error("not-a-number");
    public static readonly ProblemKind OutOfRange = Error("out-of-range");
    public static readonly ProblemKind UnknownValue = Error("unknown-value");
    public static readonly ProblemKind MissingLanguage = Error("missing-language");
    public static readonly ProblemKind UnevenList = Error("uneven-list");
    public static readonly ProblemKind UnknownItemType = Error("unknown-item-type");
    public static readonly ProblemKind FolderName = Error("folder-name");

    public static readonly ProblemKind RenewalWithoutEnd = Error("renewal-without-end");

    // References and ids.
    public static readonly ProblemKind DuplicateId = Error("duplicate-id");
    public static readonly ProblemKind BadId = Error("bad-id");
    public static readonly ProblemKind UnknownOutcome = Error("unknown-outcome");
    public static readonly ProblemKind UnknownLesson = Error("unknown-lesson");
    public static readonly ProblemKind UnknownCourse = Error("unknown-course");
    public static readonly ProblemKind UnknownImage = Error("unknown-image");
    public static readonly ProblemKind UnusedImage = Warning("unused-image");
    public static readonly ProblemKind MissingImage = Error("missing-image");
    public static readonly ProblemKind UnknownPractice = Error("unknown-practice");
    public static readonly ProblemKind UnplacedPractice = Error("unplaced-practice");
    public static readonly ProblemKind RepeatedPlacement = Error("repeated-placement");
    public static readonly ProblemKind UnknownTerm = Error("unknown-term");
    public static readonly ProblemKind BadLink = Error("bad-link");
    public static readonly ProblemKind OutcomeWithoutLesson = Error("outcome-without-lesson");

    // The final quiz.
    public static readonly ProblemKind BlueprintUnfillable = Error("blueprint-unfillable");
    public static readonly ProblemKind BankThin = Warning("bank-thin");
    public static readonly ProblemKind ItemOutsideBlueprint = Warning("item-outside-blueprint");
    public static readonly ProblemKind PassMarks = Error("pass-marks");

    // Items of more than one type; kinds for a single type are defined with that type.
    public static readonly ProblemKind OptionWithoutWhy = Error("option-without-why");
    public static readonly ProblemKind NumberOfParts = Error("number-of-parts");
    public static readonly ProblemKind DuplicateStem = Warning("duplicate-stem");
    public static readonly ProblemKind DuplicateOption = Error("duplicate-option");
    public static readonly ProblemKind PracticeCount = Warning("practice-count");

    // Scenarios.
    public static readonly ProblemKind UnknownNode = Error("unknown-node");
    public static readonly ProblemKind UnreachableNode = Error("unreachable-node");
    public static readonly ProblemKind NoWayToEnd = Error("no-way-to-end");
    public static readonly ProblemKind ScenarioLoop = Error("scenario-loop");
    public static readonly ProblemKind PathLength = Error("path-length");
    public static readonly ProblemKind BestPathFails = Error("best-path-fails");
    public static readonly ProblemKind OneBestChoice = Error("one-best-choice");
    public static readonly ProblemKind NumberOfChoices = Error("number-of-choices");

    // Language.
    public static readonly ProblemKind ArabicLetter = Error("arabic-letter");
    public static readonly ProblemKind ArabicDigit = Error("arabic-digit");
    public static readonly ProblemKind LatinDigit = Error("latin-digit");
    public static readonly ProblemKind LatinPunctuation = Error("latin-punctuation");
    public static readonly ProblemKind LatinList = Error("latin-list");
    public static readonly ProblemKind HalfSpace = Error("half-space");
    public static readonly ProblemKind Ezafe = Error("ezafe");
    public static readonly ProblemKind PersianInEnglish = Error("persian-in-english");
    public static readonly ProblemKind Untranslated = Error("untranslated");
    public static readonly ProblemKind NotPrintable = Error("not-printable");

    // Lessons and Markdown.
    public static readonly ProblemKind RawHtml = Error("raw-html");
    public static readonly ProblemKind MarkdownOutsideSubset = Error("markdown-outside-subset");
    public static readonly ProblemKind UnknownBlock = Error("unknown-block");
    public static readonly ProblemKind MissingBlock = Warning("missing-block");
    public static readonly ProblemKind ImageNotAlone = Error("image-not-alone");
    public static readonly ProblemKind StructureDiffers = Error("structure-differs");
    public static readonly ProblemKind WordCount = Warning("word-count");
    public static readonly ProblemKind LessonMinutes = Warning("lesson-minutes");
    public static readonly ProblemKind CourseMinutes = Warning("course-minutes");

    // Pictures.
    public static readonly ProblemKind SvgSyntax = Error("svg-syntax");
    public static readonly ProblemKind SvgForbidden = Error("svg-forbidden");
    public static readonly ProblemKind SvgViewBox = Error("svg-view-box");
    public static readonly ProblemKind SvgClass = Error("svg-class");

    private static ProblemKind Error(string code) => ProblemKind.Error(code);

    private static ProblemKind Warning(string code) => ProblemKind.Warning(code);
}
