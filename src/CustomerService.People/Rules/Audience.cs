namespace CustomerService.People.Rules;

/// <summary>The target group of a course. A person has one audience per membership.</summary>
public enum Audience
{
    /// <summary>Internal staff in direct contact with customers (خط مقدم).</summary>
    Frontline,

    /// <summary>Managers of units (مدیر).</summary>
    Manager,

    /// <summary>Senior leaders (مدیر ارشد).</summary>
    Leader,

    /// <summary>Sales and distribution agents of a partner organisation (نماینده).</summary>
    Agent,

    /// <summary>End customers (مشتری نهایی).</summary>
    Customer,
}

/// <summary>What a person may do besides learning; defined in <see cref="Access.Roles"/>.</summary>
public enum Role
{
    /// <summary>Sees the people of a unit and the units below it.</summary>
    Manager,

    /// <summary>Sees the people of one partner organisation.</summary>
    PartnerManager,

    HumanResources,

    /// <summary>Sees the figures of everybody, or of an organisation or unit, without names.</summary>
    Leader,
    Administrator,
}
