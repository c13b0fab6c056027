using Microsoft.EntityFrameworkCore.Migrations;
#nullable disable

namespace PolicyBot.Web.Storage.Migrations
{
    /// <inheritdoc />
    public partial class TurnSteps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Steps",
                table: "turns",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Steps",
                table: "turns");
        }
    }
}
