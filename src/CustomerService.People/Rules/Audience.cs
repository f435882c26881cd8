using CustomerService.People.Access;

namespace CustomerService.People.Rules;

/// <summary>Whom a course is for. A person has one audience in each membership.</summary>
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

/// <summary>What a person may do besides learning; what that is says the row of <see cref="Access.Roles"/>.</summary>
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
