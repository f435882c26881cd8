namespace CustomerService.People.Organisations;

/// <summary>What is being done beside the tree.</summary>
public enum OrgAct
{
    Look,

    /// <summary>A unit below the chosen node, or a topmost one of the employer.</summary>
    AddUnit,
    AddPartner,
    Rename,

    /// <summary>The chosen unit, to another place of its organisation.</summary>
    Move,

    /// <summary>The chosen unit: by itself, or into another one.</summary>
    Close,
}
